using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Whether a file's owner has no id in the hook's user namespace, which then sees the overflow id.</summary>
internal static class UnknownOwner
{
    private static bool? hasAllUids; // the hook stays in its user namespace
    private static bool? hasAllGids;

    /// <remarks>
    /// A namespace that has the overflow id as one of its own shows both alike. A root that belongs to nobody is as good as
    /// unheard of: it is taken for an unknown one.
    /// </remarks>
    internal static bool Is(FileStatus status) =>
        (status.Uid == FileStatus.OverflowId && !(hasAllUids ??= HasAllIds("/proc/self/uid_map")))
        || (status.Gid == FileStatus.OverflowId && !(hasAllGids ??= HasAllIds("/proc/self/gid_map")));

    private static bool HasAllIds(string map) => IdMapFile.At(map) is [{ Size: uint.MaxValue }];
}
