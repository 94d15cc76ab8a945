using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Mount tables as the kernel has them now. Of a host with a thousand containers a table has many thousands of lines, and each
/// costs two microseconds: where the kernel gives single mounts (Linux 6.8, 6.11), only those that matter are asked for.
/// </summary>
internal static class MountTable
{
    private const string OwnPath = "/proc/thread-self/mountinfo";
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int UsualBytes = 8 * 1024;

    /// <summary>Of the table of a process's mount namespace a mount, the mounts it lies on, and all below it.</summary>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static MountEntry[] Around(ProcessFolder process, int mountId) =>
        [.. MountInfo.ParseAround(process.Read("mountinfo", MaxBytes, UsualBytes), mountId)];

    /// <summary>The same, without the options of superblocks and their sources if the kernel gives single mounts.</summary>
    /// <param name="process">The process.</param>
    /// <param name="mountNamespace">Its mount namespace.</param>
    /// <param name="processRoot">Its root directory: paths in its table begin there.</param>
    /// <param name="root">The root directory of the mount.</param>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static MountEntry[] OutlineAround(
        ProcessFolder process, FileDescriptor mountNamespace, FileDescriptor processRoot, FileDescriptor root)
    {
        var list = MountList.Of(mountNamespace);
        if (list?.TryListAbove(root) is not { } above || !BeginsAt(above, Files.Status(processRoot)))
            return Around(process, Files.Status(root).MountId);

        for (var tries = 0; list.TryListBelow(root) is { } below; tries++)
        {
            if (tries == MountSearch.Tries || !IsTorn(below))
                return Array.ConvertAll([.. above, .. below], EntryOf);
        }

        return Around(process, Files.Status(root).MountId);
    }

    /// <summary>
    /// Two mounts have been found at one place: each at another moment, while somebody exchanged the folders that they are in.
    /// </summary>
    private static bool IsTorn(MountStatus[] mounts)
    {
        for (var i = 1; i < mounts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (mounts[i].ParentId == mounts[j].ParentId && mounts[i].MountPoint == mounts[j].MountPoint)
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What is below a mount and what is mounted over it, as the thread sees it that is in the process's mount namespace.
    /// </summary>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static MountNode[] Below(ProcessFolder process, FileDescriptor root) =>
        MountList.OfThisThread.TryListIdsBelow(root) is { } below
            ? Array.ConvertAll(below, place => new MountNode(
                place.Id, place.ParentId, () => MountList.OfThisThread.Find(place) is { } mount ? EntryOf(mount) : null))
            : Array.ConvertAll(
                Around(process, Files.Status(root).MountId), entry => new MountNode(entry.Id, entry.ParentId, () => entry));

    /// <summary>What is below a mount and what is mounted over it, in the mount namespace the calling thread is in.</summary>
    /// <param name="root">The root directory of the mount.</param>
    /// <exception cref="LinuxException">/proc is not mounted.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static MountEntry[] BelowHere(FileDescriptor root)
    {
        if (MountList.OfThisThread.TryListBelow(root) is { } below)
            return Array.ConvertAll(below, EntryOf);

        var mounts = OfThisThread().ToDictionary(mount => mount.Id);
        var rootMount = Files.Status(root).MountId;
        return [.. mounts.Values.Where(mount => IsBelow(mount, rootMount, mounts))];
    }

    /// <summary>How many they are.</summary>
    /// <inheritdoc cref="BelowHere"/>
    internal static int CountBelow(FileDescriptor root) =>
        MountList.OfThisThread.TryListIdsBelow(root)?.Length ?? BelowHere(root).Length;

    /// <summary>By parent ids: the same path may also be found in another mount that this one covers.</summary>
    internal static bool IsBelow(MountEntry mount, int rootMount, Dictionary<int, MountEntry> mounts)
    {
        for (var steps = 0; steps < mounts.Count && mount.Id != mount.ParentId; steps++)
        {
            if (mount.ParentId == rootMount)
                return true;
            if (!mounts.TryGetValue(mount.ParentId, out var parent))
                return false;
            mount = parent;
        }

        return false;
    }

    /// <summary>
    /// The same mounts with the ids that no others ever get, where the kernel tells them; a mount table does not.
    /// </summary>
    /// <param name="mounts">Of a mount table.</param>
    /// <param name="listed">What is known of them otherwise; null where nothing is.</param>
    internal static MountEntry[] WithUniqueIds(MountEntry[] mounts, ListedMount[]? listed) => listed is null
        ? mounts
        : Array.ConvertAll(mounts, mount =>
            Array.Find(listed, one => one.Id == mount.Id && one.ParentId == mount.ParentId) is { } found
                ? mount with { UniqueId = found.UniqueId }
                : mount);

    /// <summary>The table of the mount namespace the calling thread is in.</summary>
    /// <exception cref="LinuxException">/proc is not mounted.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static IReadOnlyList<MountEntry> OfThisThread()
    {
        using var file = Files.OpenAt(FileDescriptor.WorkingDirectory, OwnPath, OpenFlags.ReadOnly);
        return MountInfo.Parse(Files.ReadToEnd(file, OwnPath, MaxBytes, UsualBytes));
    }

    /// <summary>The process's root directory is the one of its mount namespace, so that paths from either are the same.</summary>
    private static bool BeginsAt(MountStatus[] above, FileStatus processRoot) =>
        processRoot.IsMountRoot && Array.Exists(above, mount => mount.Id == processRoot.MountId && mount.MountPoint == "/");

    private static MountEntry EntryOf(MountStatus mount) => new()
    {
        Id = mount.Id,
        UniqueId = mount.UniqueId,
        ParentId = mount.ParentId,
        Device = mount.Device,
        Root = mount.Root,
        MountPoint = mount.MountPoint,
        Options = mount.Options,
        OptionalFields = mount.Propagation,
        FileSystemType = mount.FileSystemType,
        HasUndecodablePath = !mount.HasText,
    };
}
