using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Everything that was observed about a container before anything is decided about it.</summary>
public sealed record ContainerFacts
{
    public required OciState State { get; init; }

    public required OciConfig Config { get; init; }

    public required InitFacts Init { get; init; }

    public required RootFacts Root { get; init; }

    /// <summary>The container is being restored, and the runtime has mounted nothing for it yet: what the init has at the
    /// rootfs's path is what the host has there.</summary>
    public bool IsBeforeItsMounts { get; init; }

    /// <summary>Of the mount table of the init's mount namespace, in the kernel's order: the root mount, the mounts it lies on,
    /// and all below it.</summary>
    public required IReadOnlyList<MountEntry> Mounts { get; init; }

    /// <summary>
    /// The mounts of the host below the rootfs, outer ones first. Null where nobody looked: to look costs the host's whole mount
    /// table.
    /// </summary>
    public IReadOnlyList<HostMountFact>? HostMounts { get; init; }

    /// <summary>Of the container's own mounts below the rootfs those that are not covered, by their ids; null where nobody
    /// looked, as with <see cref="HostMounts"/>.</summary>
    public IReadOnlyDictionary<int, MountIdentity>? Identities { get; init; }

    public IReadOnlyList<DescriptorFact> Descriptors { get; init; } = [];

    /// <summary>Where config.json's mounts are found; empty where none of them asks to be idmapped.</summary>
    public IReadOnlyList<VolumeFact> Volumes { get; init; } = [];

    /// <summary>What the init holds on mounts below the root; empty where there are no <see cref="Volumes"/>.</summary>
    public IReadOnlyList<MountDescriptorFact> VolumeDescriptors { get; init; } = [];

    /// <summary>The mounts that are found where config.json has a tmpfs that the runtime fills from the rootfs
    /// (<see cref="OciMount.IsCopiedUp"/>), in its order.</summary>
    public IReadOnlyList<int> CopiedUp { get; init; } = [];
}
