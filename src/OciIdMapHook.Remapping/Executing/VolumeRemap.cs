using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Carries out the plan for the volumes: the mounts, and what the init holds on them.</summary>
internal sealed class VolumeRemap
{
    private readonly ObservedContainer container;
    private readonly VolumeSwap swap;
    private readonly DescriptorReopening? reopening;

    /// <param name="plan">What is to be done.</param>
    /// <param name="container">To whom.</param>
    /// <param name="userNamespaces">Where the maps come from.</param>
    /// <param name="files">The held init; null where it holds nothing on the volumes.</param>
    internal VolumeRemap(VolumesPlan plan, ObservedContainer container, UserNamespaceCache userNamespaces, RemoteFiles? files)
    {
        this.container = container;
        swap = new VolumeSwap(plan, container.Facts.Mounts, userNamespaces);
        reopening = files is null ? null : new DescriptorReopening(container.Init, files, plan.RootPath, isOneFileSystem: true);
    }

    /// <summary>What is done of the plan, once it is tried out.</summary>
    internal VolumesPlan Plan => swap.Plan;

    /// <summary>Finds out what could fail, while nothing is changed yet.</summary>
    /// <exception cref="LinuxException">Something would; see <see cref="ProveUntouched"/>.</exception>
    internal void TryOut(FileDescriptor root)
    {
        swap.TryOut(root);
        reopening?.TryOut(Plan.ReopenedDescriptors);
    }

    /// <exception cref="LinuxException">Something failed; see <see cref="ProveUntouched"/>.</exception>
    internal void Replace(FileDescriptor root)
    {
        if (Plan.Volumes.Count == 0)
            return;
        swap.Replace(root);
        foreach (var one in Plan.ReopenedDescriptors)
            reopening?.Apply([one], root, FindMountId(root, one));
        ProveComplete(root);
    }

    /// <inheritdoc cref="VolumeSwap.ProveUntouched"/>
    internal void ProveUntouched() => swap.ProveUntouched();

    /// <summary>
    /// Each volume's path finds an idmapped mount, as often mounted there as before; a path that others change, now and then.
    /// </summary>
    private void ProveComplete(FileDescriptor root)
    {
        for (var tries = 1; FindFault(root) is { } fault; tries++)
        {
            if (tries == MountSearch.Tries)
                throw fault;
        }
    }

    private LinuxException? FindFault(FileDescriptor root)
    {
        var mounts = MountTable.Around(container.Init, Files.Status(root).MountId);
        foreach (var volume in Plan.Volumes)
        {
            var path = $"{Plan.RootPath}/{volume.RelativePath}";
            using var place = OpenMountPoint.TryOpen(root, volume.RelativePath, path);
            using var top = place?.TryOpenTop();
            var id = top is null ? 0 : Files.Status(top).MountId;
            if (Array.Find(mounts, mount => mount.Id == id) is not { IsIdmapped: true } found || found.MountPoint != path)
                return Changed(path, "the idmapped volume is not in the container's mount table");
            if (mounts.Count(mount => mount.MountPoint == path) != container.Facts.Mounts.Count(
                mount => mount.MountPoint == path))
            {
                return Changed(path, "there are not as many mounts as before");
            }
        }

        return null;
    }

    private static LinuxException Changed(string path, string what) =>
        new(Errno.None, $"remount of {path}", $"{what}: somebody else changes the container's mounts");

    /// <summary>By the copy of the volume: the path alone could lead to another mount of the same files.</summary>
    private int FindMountId(FileDescriptor root, ReopenedDescriptor one)
    {
        var volume = Plan.FindAround(one.RelativePath)!;
        using var copy = swap.Find(root, volume);
        if (one.RelativePath.Length == volume.RelativePath.Length)
            return Files.Status(copy.Root).MountId;

        using var inside = Files.OpenAt2(
            copy.Root, one.RelativePath[(volume.RelativePath.Length + 1)..], OpenFlags.Path | OpenFlags.NoFollow,
            PathResolution.InsideTree);
        return Files.Status(inside).MountId;
    }
}
