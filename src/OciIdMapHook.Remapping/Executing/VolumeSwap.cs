using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Replaces volumes by idmapped copies of themselves. For a thread inside the container's mount namespace.</summary>
/// <remarks>
/// A mount that is covered cannot be taken away, and to move an idmapped copy under it takes Linux 6.5 (MOVE_MOUNT_BENEATH).
/// Before that the volume goes first, then its copy comes; there is no way back from either. All that could fail is therefore
/// tried out on every volume before the first one goes.
/// </remarks>
internal sealed class VolumeSwap
{
    private readonly UserNamespaceCache userNamespaces;
    private readonly MountIds ids;
    private readonly Dictionary<int, MountEntry> replacedBy = [];
    private string? changed; // the volume that is not as it was

    /// <param name="plan">What is to be replaced.</param>
    /// <param name="mounts">The mount table that the plan was made from.</param>
    /// <param name="userNamespaces">Where the maps come from.</param>
    internal VolumeSwap(VolumesPlan plan, IReadOnlyList<MountEntry> mounts, UserNamespaceCache userNamespaces)
    {
        Plan = plan;
        ids = new MountIds(mounts);
        this.userNamespaces = userNamespaces;
    }

    /// <summary>What is to be replaced: after <see cref="TryOut(FileDescriptor)"/> no volume that may stay as it is because the
    /// kernel does not idmap it.</summary>
    internal VolumesPlan Plan { get; private set; }

    /// <summary>Makes each copy once and mounts it over its volume, and takes it away again.</summary>
    /// <exception cref="LinuxException">A volume cannot be replaced.</exception>
    internal void TryOut(FileDescriptor root)
    {
        foreach (var volume in Plan.Volumes)
        {
            try
            {
                TryOut(root, volume);
            }
            catch (UnmappableFileSystemException refused) when (Plan.BecauseOfSkip is not null)
            {
                Plan = Plan.Without(volume, refused.Message);
            }
        }
    }

    private void TryOut(FileDescriptor root, VolumePlan volume)
    {
        using var old = Find(root, volume);
        using var copy = MakeCopy(volume, old.Root);

        // What is mounted on a shared volume would show on the host.
        if (!volume.IsShared)
            MountOver(copy, old.Root, Name(volume), () => { });
    }

    /// <summary>Replaces each volume.</summary>
    /// <exception cref="LinuxException">One cannot be replaced.</exception>
    internal void Replace(FileDescriptor root)
    {
        foreach (var volume in Plan.Volumes)
        {
            using var old = Find(root, volume);
            using var copy = MakeComplete(volume, old.Root);
            changed = Name(volume);

            // A lazy unmount spreads to the peers of every mount that goes, and so to what is mounted below the source on the
            // host.
            if (volume.IsShared)
                Mounts.MakePrivate(old.Root, recursive: true, Name(volume));
            old.ReplaceBy(copy, Name(volume));
            replacedBy.Add(
                volume.MountId,
                ids.Find(volume.MountId) with { Id = Files.Status(copy).MountId, UniqueId = Files.UniqueMountId(copy) });
        }
    }

    /// <summary>The volume, or the copy that has taken its place.</summary>
    /// <exception cref="LinuxException">It is not found any more.</exception>
    internal FoundMount Find(FileDescriptor root, VolumePlan volume)
    {
        var mount = ids.Find(volume.MountId);
        var wanted = replacedBy.GetValueOrDefault(volume.MountId, mount);
        if (new MountSearch(root, Plan.RootPath, MountList.OfThisThread).Find(wanted) is { } found)
            return found;

        using var last = OpenMountPoint.Open(root, volume.RelativePath, Name(volume));
        last.OpenMount(wanted.Id, wanted.UniqueId).Dispose();
        throw Changed(Name(volume));
    }

    /// <summary>To be asked when something has failed.</summary>
    /// <exception cref="LinuxException">A volume is not as it was, and cannot be put back.</exception>
    internal void ProveUntouched()
    {
        if (changed is not null)
            throw new LinuxException(Errno.None, $"remount of {changed} as it was", "its mount is gone or covered");
    }

    private string Name(VolumePlan volume) => $"{Plan.RootPath}/{volume.RelativePath}";

    private static LinuxException Changed(string name) => new(
        Errno.None, $"remount of {name}",
        "no path leads to what was mounted there: somebody else changes this rootfs or its mounts");

    /// <summary>A detached, idmapped copy of the volume with all that is mounted below it.</summary>
    private FileDescriptor MakeComplete(VolumePlan volume, FileDescriptor old)
    {
        var copy = MakeCopy(volume, old);
        if (!LeavesSubmountsOut(volume))
            return copy;

        // Only what is attached can be mounted on, before Linux 6.15. A copy of an idmapped mount is idmapped.
        using (copy)
        {
            FileDescriptor? complete = null;
            MountOver(copy, old, Name(volume), () =>
            {
                ForEachSubmount(volume, old, copy, (submount, place, name) =>
                {
                    using var clone = Mounts.CloneTreeDetached(submount, name);
                    Mounts.Move(clone, place, name, "the same place on the idmapped volume");
                });
                complete = Mounts.CloneTreeDetached(copy, Name(volume));
            });
            return complete!;
        }
    }

    /// <summary>
    /// A detached, idmapped copy of the volume; of its submounts only where they do not become idmapped with it.
    /// </summary>
    private FileDescriptor MakeCopy(VolumePlan volume, FileDescriptor old)
    {
        if (volume.ReplacesMap)
            return MakeCopyWithAnotherMap(volume, old);

        var name = Name(volume);
        var copy = LeavesSubmountsOut(volume) ? CloneWithoutSubmounts(volume, old) : Mounts.CloneTreeDetached(old, name);
        try
        {
            Mounts.SetVolumeIdMap(
                copy,
                volume.IsRecursive,
                userNamespaces.Get(volume.Maps),
                name,
                MappedOf(volume, name));
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <param name="volume">A volume.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <returns>What becomes idmapped with it.</returns>
    internal static List<MappedMount> MappedOf(VolumePlan volume, string name)
    {
        var mapped = new List<MappedMount>();
        foreach (var part in volume.Mapped)
            mapped.Add(new MappedMount($"{name}/{part.PathInVolume}".TrimEnd('/'), part.FileSystemType));
        return mapped;
    }

    private FileDescriptor MakeCopyWithAnotherMap(VolumePlan volume, FileDescriptor old)
    {
        using var bare = LeavesSubmountsOut(volume) ? CloneWithoutSubmounts(volume, old) : null;
        return Mounts.CloneIdmapped(
            bare ?? old,
            userNamespaces.Get(volume.Maps),
            $"the volume {Name(volume)}",
            volume.SourceMounts[0].FileSystemType,
            volume.IsRecursive);
    }

    /// <remarks>The kernel maps a whole detached tree or its top alone, and only what is attached can be unmounted.</remarks>
    private FileDescriptor CloneWithoutSubmounts(VolumePlan volume, FileDescriptor old)
    {
        using var complete = Mounts.CloneTreeDetached(old, Name(volume));
        FileDescriptor? bare = null;
        MountOver(complete, old, Name(volume), () =>
        {
            ForEachSubmount(volume, old, complete, (submount, copy, name) =>
            {
                if (!Files.Status(copy).IsMountRoot || !Files.Status(copy).IsSameFileAs(Files.Status(submount)))
                    throw Changed(name);
                Mounts.Detach(copy, name);
            });
            bare = Mounts.CloneTreeDetached(complete, Name(volume));
        });
        return bare!;
    }

    /// <summary>What is mounted on a volume of its own, and what a copy of the volume has in the same place.</summary>
    private void ForEachSubmount(
        VolumePlan volume, FileDescriptor old, FileDescriptor copy, Action<FileDescriptor, FileDescriptor, string> action)
    {
        // the paths in the volume are what counts
        var search = new MountSearch(old, ids.Find(volume.MountId).MountPoint, list: null);
        foreach (var submount in volume.Submounts)
        {
            var name = $"{Name(volume)}/{submount.PathInVolume}";
            using var found = MoveTarget.TryFind(
                replacedBy.GetValueOrDefault(submount.MountId, ids.Find(submount.MountId)), search, copy, PlaceProof.Folder);
            action((found ?? throw Changed(name)).Mount, found.Target, name);
        }
    }

    /// <summary>Has a mount lie over a volume while something is done.</summary>
    private void MountOver(FileDescriptor mount, FileDescriptor volume, string name, Action action)
    {
        var before = changed;
        Mounts.Move(mount, volume, $"the copy of {name}", name);
        changed = name;
        try
        {
            action();
        }
        finally
        {
            Mounts.Detach(mount, name);
            changed = before;
        }
    }

    private static bool LeavesSubmountsOut(VolumePlan volume) => volume.IsRecursive && volume.Submounts.Count > 0;
}
