using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Finds the tmpfs mounts that the runtime has filled from the rootfs, wherever it took their destinations to be.
/// </summary>
internal static class CopiedUpObserver
{
    /// <param name="root">The rootfs in the container's mount namespace.</param>
    /// <param name="rootPath">Where it is.</param>
    /// <param name="bundle">With config.json.</param>
    /// <param name="state">Of a runtime that takes destinations as they are written, if it names a root: crun.</param>
    /// <param name="mounts">The container's mount table.</param>
    /// <returns>The ids of the mounts at these destinations, in config.json's order.</returns>
    internal static IReadOnlyList<int> Observe(
        FileDescriptor root, string rootPath, Bundle bundle, OciState state, IReadOnlyList<MountEntry> mounts)
    {
        List<int>? found = null;
        foreach (var mount in bundle.Config.Mounts)
        {
            if (!mount.IsCopiedUp)
                continue;

            string[] rootPaths = [.. bundle.HostRootPaths(state), rootPath];
            foreach (var candidate in VolumeDestination.Candidates(
                mount.Destination, rootPaths, isAsWrittenFirst: state.Root is not null))
            {
                if (PlaceInRoot.TryGetStatus(root, candidate) is { IsMountRoot: true } place && IsTmpfs(mounts, place.MountId))
                {
                    (found ??= []).Add(place.MountId);
                    break;
                }
            }
        }

        return found ?? (IReadOnlyList<int>)[];
    }

    private static bool IsTmpfs(IReadOnlyList<MountEntry> mounts, int id)
    {
        foreach (var mount in mounts)
        {
            if (mount.Id == id)
                return mount.FileSystemType == "tmpfs";
        }

        return false;
    }
}
