using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>The mount calls of the hook, tried where nobody sees them. For a thread that is thrown away.</summary>
internal static class MountProbes
{
    private const string Tmpfs = "a tmpfs that is made to try it";

    // Every kernel with /proc has it, and nothing that matters lies below it.
    private const string Place = "/proc/fs";

    /// <exception cref="LinuxException">One of the calls is refused.</exception>
    internal static void TryCalls()
    {
        Namespaces.EnterThrowAwayMountNamespace();
        using var tree = MakeTmpfs();
        using var place = Files.OpenAt(FileDescriptor.WorkingDirectory, Place, OpenFlags.Path | OpenFlags.Directory);
        Mounts.Move(tree, place, Tmpfs, Place);
        using var copy = Mounts.CloneDetached(tree, Tmpfs);
        Mounts.AddProperties(copy, MountProperties.ReadOnly, Tmpfs);
    }

    /// <remarks>Two lower layers: an overlay without an upper one must have two.</remarks>
    /// <exception cref="LinuxException">The kernel refuses it.</exception>
    internal static void TryOverlayByDescriptor()
    {
        Namespaces.EnterThrowAwayMountNamespace();
        using var first = MakeTmpfs();
        using var second = MakeTmpfs();
        using var overlay = FileSystemContext.Open("overlay");
        overlay.SetDescriptor("lowerdir+", first, Tmpfs);
        overlay.SetDescriptor("lowerdir+", second, Tmpfs);
        overlay.Create();
        overlay.Mount().Dispose();
    }

    private static FileDescriptor MakeTmpfs()
    {
        using var context = FileSystemContext.Open("tmpfs");
        context.Create();
        return context.Mount();
    }
}
