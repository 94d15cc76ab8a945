using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Benchmarks.Managed;

/// <summary>The facts about a container in creation, from what its hook was given.</summary>
internal static class RuncContainer
{
    // Of the root, which runc 1.3.6 opens before its hooks run.
    private const int PinnedDescriptor = 8;

    public static ContainerFacts Facts(
        OciState state, OciConfig config, IReadOnlyList<MountEntry> mounts, IReadOnlyList<IdRange> map)
    {
        var path = Path.Combine(state.Bundle, config.Root!.Path);
        var root = mounts.Last(mount => mount.MountPoint == path);
        return new ContainerFacts
        {
            State = state,
            Config = config,
            Init = new InitFacts
            {
                SharesHookMountNamespace = false,
                SharesHookUserNamespace = false,
                UidMap = map,
                GidMap = map,
            },
            Root = new RootFacts
            {
                Path = path,
                MountId = root.Id,
                IsMountPoint = true,
                Owner = Owner.Root,
                FileSystemType = root.FileSystemType,
            },
            Mounts = mounts,
            Descriptors = [new DescriptorFact.Numbered(PinnedDescriptor, 0, "", IsDirectory: true)],
        };
    }
}
