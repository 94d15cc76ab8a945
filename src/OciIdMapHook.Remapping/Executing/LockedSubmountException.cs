using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The root has mounts below it that are locked, which nobody had looked for. Nothing was changed: observe the container again together
/// with the host's mounts, and decide again.
/// </summary>
public sealed class LockedSubmountException : Exception
{
    internal LockedSubmountException(LinuxException failure)
        : base(failure.Message, failure)
    {
    }
}
