using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>An overlay that was made to take another one's place. Unless it is kept, nothing of it is left on the disk.</summary>
internal sealed class ComposedOverlay(FileDescriptor mount, WritableLayer? writable) : IDisposable
{
    /// <summary>Detached, until it is moved somewhere.</summary>
    internal FileDescriptor Mount => mount;

    /// <summary>It has its place, and its work folder stays.</summary>
    internal void Keep() => writable?.Keep();

    public void Dispose()
    {
        mount.Dispose();
        writable?.Dispose();
    }
}
