using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>What the root of a container is made of. The parity tests run over every kind of it on every runtime.</summary>
public abstract class RootKind
{
    public static IReadOnlyList<RootKind> All { get; } =
        [new PlainRoot(), new OverlayRoot(), new RootWithHostMounts(), new PlainRootWithVolumes()];

    /// <summary>A container with such a root, all of it owned by the host's root.</summary>
    internal abstract Task<Container> CreateAsync(WorkFolder folder);

    /// <summary>Where on the host's disk a file lies that the container made at a path.</summary>
    internal abstract string OnDisk(Container container, string path);

    /// <summary>What must be the same with the hook and without it.</summary>
    internal virtual IReadOnlyList<string> Comparable(MountTable mounts) => mounts.Comparable;

    /// <summary>Fails unless the mounts show all of the root's files, and no others, through the container's ids.</summary>
    internal abstract void IsRemapped(Container container, MountTable mounts);
}
