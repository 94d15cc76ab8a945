using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Replaces volumes by idmapped copies of themselves. For a thread inside the container's mount namespace.</summary>
/// <remarks>
/// A mount that is covered cannot be taken away, and to move an idmapped copy under it takes Linux 6.5 (MOVE_MOUNT_BENEATH). So the
/// volume goes first, then its copy comes; there is no way back from there. All that could fail is therefore tried out on every volume
/// before the first one goes.
/// </remarks>
internal sealed class VolumeSwap
{
    private readonly VolumesPlan plan;
    private readonly UserNamespaceCache userNamespaces;
    private readonly Dictionary<int, int> replacedBy = [];
    private string? changed; // the volume that is not as it was

    internal VolumeSwap(VolumesPlan plan, UserNamespaceCache userNamespaces)
    {
        this.plan = plan;
        this.userNamespaces = userNamespaces;
    }

    /// <summary>Makes each copy once and mounts it over its volume, and takes it away again.</summary>
    /// <exception cref="LinuxException">A volume cannot be replaced.</exception>
    internal void TryOut(FileDescriptor root)
    {
        foreach (var volume in plan.Volumes)
        {
            using var place = OpenPlace(root, volume);
            using var old = place.OpenMount(volume.MountId);
            using var copy = MakeCopy(volume, place, old);

            // What is mounted on a shared volume would show on the host.
            if (!volume.IsShared)
                MountOver(copy, place, old, Name(volume), () => { });
        }
    }

    /// <summary>Replaces each volume.</summary>
    /// <exception cref="LinuxException">One cannot be replaced.</exception>
    internal void Replace(FileDescriptor root)
    {
        foreach (var volume in plan.Volumes)
        {
            using var place = OpenPlace(root, volume);
            using var old = place.OpenMount(volume.MountId);
            using var copy = MakeComplete(volume, place, old);

            // A lazy unmount spreads to the peers of every mount that goes, and so to what is mounted below the source on the host.
            if (volume.IsShared)
            {
                changed = Name(volume);
                Mounts.MakePrivate(old, recursive: true, Name(volume));
            }

            place.Detach(volume.MountId);
            changed = Name(volume);

            using var freed = place.OpenTop();
            Mounts.Move(copy, freed, $"the idmapped mount of {Name(volume)}", Name(volume));
            var mountId = Files.Status(copy).MountId;
            place.OpenMount(mountId).Dispose();
            replacedBy.Add(volume.MountId, mountId);
        }
    }

    /// <summary>To be asked when something has failed.</summary>
    /// <exception cref="LinuxException">A volume is not as it was, and cannot be put back.</exception>
    internal void ProveUntouched()
    {
        if (changed is not null)
            throw new LinuxException(Errno.None, $"remount of {changed} as it was", "its mount is gone or covered");
    }

    private string Name(VolumePlan volume) => $"{plan.RootPath}/{volume.RelativePath}";

    private MountPlace OpenPlace(FileDescriptor root, VolumePlan volume) => MountPlace.Open(root, volume.RelativePath, Name(volume));

    /// <summary>A detached, idmapped copy of the volume with all that is mounted below it.</summary>
    private FileDescriptor MakeComplete(VolumePlan volume, MountPlace place, FileDescriptor old)
    {
        var copy = MakeCopy(volume, place, old);
        if (!LeavesGuestsOut(volume))
            return copy;

        // Only what is attached can be mounted on, before Linux 6.15. A copy of an idmapped mount is idmapped.
        using (copy)
        {
            FileDescriptor? complete = null;
            MountOver(copy, place, old, Name(volume), () =>
            {
                foreach (var guest in volume.Guests)
                    CopyGuest(guest, old, copy, $"{Name(volume)}/{guest.PathInVolume}");
                complete = Mounts.CloneTreeDetached(copy, Name(volume));
            });
            return complete!;
        }
    }

    /// <summary>A detached, idmapped copy of the volume; of its guests only where they do not become idmapped with it.</summary>
    private FileDescriptor MakeCopy(VolumePlan volume, MountPlace place, FileDescriptor old)
    {
        var name = Name(volume);
        if (volume.ReplacesMap)
            return MakeCopyWithAnotherMap(volume, place, old);

        var mapped = volume.IsRecursive ? volume.Parts : [volume.Parts[0]];
        var copy = LeavesGuestsOut(volume) ? CloneWithoutGuests(volume, place, old) : Mounts.CloneTreeDetached(old, name);
        try
        {
            Mounts.SetVolumeIdMap(
                copy,
                volume.IsRecursive,
                userNamespaces.Get(volume.UidMap, volume.GidMap),
                name,
                [.. mapped.Select(part => ($"{name}/{part.PathInVolume}".TrimEnd('/'), part.FileSystemType))]);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private FileDescriptor MakeCopyWithAnotherMap(VolumePlan volume, MountPlace place, FileDescriptor old)
    {
        using var bare = LeavesGuestsOut(volume) ? CloneWithoutGuests(volume, place, old) : null;
        return Mounts.CloneIdmapped(
            bare ?? old,
            userNamespaces.Get(volume.UidMap, volume.GidMap),
            $"the volume {Name(volume)}",
            volume.Parts[0].FileSystemType,
            volume.IsRecursive);
    }

    /// <remarks>The kernel maps a whole detached tree or its top alone, and only what is attached can be unmounted.</remarks>
    private FileDescriptor CloneWithoutGuests(VolumePlan volume, MountPlace place, FileDescriptor old)
    {
        using var complete = Mounts.CloneTreeDetached(old, Name(volume));
        FileDescriptor? bare = null;
        MountOver(complete, place, old, Name(volume), () =>
        {
            foreach (var guest in volume.Guests)
            {
                using var guestPlace = MountPlace.Open(complete, guest.PathInVolume, $"{Name(volume)}/{guest.PathInVolume}");
                guestPlace.DetachTop();
            }

            bare = Mounts.CloneTreeDetached(complete, Name(volume));
        });
        return bare!;
    }

    private void CopyGuest(VolumeMount guest, FileDescriptor from, FileDescriptor to, string name)
    {
        using var copy = Clone(guest, from, name);
        using var target = MountPlace.Open(to, guest.PathInVolume, name);
        using var place = target.OpenTop();
        Mounts.Move(copy, place, name, "the same place on the idmapped volume");
    }

    private FileDescriptor Clone(VolumeMount guest, FileDescriptor volume, string name)
    {
        using var place = MountPlace.Open(volume, guest.PathInVolume, name);
        using var mount = place.OpenMount(replacedBy.GetValueOrDefault(guest.MountId, guest.MountId));
        return Mounts.CloneTreeDetached(mount, name);
    }

    /// <summary>Has a mount lie over a volume while something is done.</summary>
    private void MountOver(FileDescriptor mount, MountPlace place, FileDescriptor volume, string name, Action action)
    {
        var before = changed;
        var id = Files.Status(mount).MountId;
        Mounts.Move(mount, volume, $"the copy of {name}", name);
        changed = name;
        try
        {
            action();
        }
        finally
        {
            place.Detach(id);
            changed = before;
        }
    }

    private static bool LeavesGuestsOut(VolumePlan volume) => volume.IsRecursive && volume.Guests.Count > 0;
}
