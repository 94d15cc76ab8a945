using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Carries out the plan for the volumes: the mounts, and what the init holds on them.</summary>
internal sealed class VolumeRemap
{
    private readonly VolumesPlan plan;
    private readonly ObservedContainer container;
    private readonly VolumeSwap swap;
    private readonly InitRepointing? repointing;

    /// <param name="plan">What is to be done.</param>
    /// <param name="container">To whom.</param>
    /// <param name="userNamespaces">Where the maps come from.</param>
    /// <param name="files">The held init; null where it holds nothing on the volumes.</param>
    internal VolumeRemap(VolumesPlan plan, ObservedContainer container, UserNamespaceCache userNamespaces, RemoteFiles? files)
    {
        this.plan = plan;
        this.container = container;
        swap = new VolumeSwap(plan, userNamespaces);
        repointing = files is null ? null : new InitRepointing(container.Init, files, plan.RootPath, isOneFileSystem: true);
    }

    /// <summary>Finds out what could fail, while nothing is changed yet.</summary>
    /// <exception cref="LinuxException">Something would; see <see cref="ProveUntouched"/>.</exception>
    internal void TryOut(FileDescriptor root)
    {
        swap.TryOut(root);
        repointing?.TryOut(plan.Repointings);
    }

    /// <exception cref="LinuxException">Something failed; see <see cref="ProveUntouched"/>.</exception>
    internal void Replace(FileDescriptor root)
    {
        if (plan.Volumes.Count == 0)
            return;
        swap.Replace(root);
        foreach (var one in plan.Repointings)
            repointing?.Apply([one], root, FindMountId(root, one.RelativePath));
        ProveComplete(root);
    }

    /// <inheritdoc cref="VolumeSwap.ProveUntouched"/>
    internal void ProveUntouched() => swap.ProveUntouched();

    /// <summary>Each volume's path finds an idmapped mount, as often mounted there as before.</summary>
    private void ProveComplete(FileDescriptor root)
    {
        var mounts = MountTable.Around(container.Init, Files.Status(root).MountId);
        foreach (var volume in plan.Volumes)
        {
            var path = $"{plan.RootPath}/{volume.RelativePath}";
            var id = FindMountId(root, volume.RelativePath);
            if (mounts.FirstOrDefault(mount => mount.Id == id) is not { IsIdmapped: true } found || found.MountPoint != path)
                throw Changed(path, "the idmapped volume is not in the container's mount table");
            if (mounts.Count(mount => mount.MountPoint == path) != container.Facts.Mounts.Count(mount => mount.MountPoint == path))
                throw Changed(path, "there are not as many mounts as before");
        }
    }

    private static LinuxException Changed(string path, string what) =>
        new(Errno.None, $"remount of {path}", $"{what}: somebody else changes the container's mounts");

    private static int FindMountId(FileDescriptor root, string relativePath)
    {
        using var found = Files.OpenAt2(
            root, relativePath.Length == 0 ? "." : relativePath, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree);
        return Files.Status(found).MountId;
    }
}
