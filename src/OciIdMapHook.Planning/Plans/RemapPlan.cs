using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>How a rootfs is swapped for its replacement. Every path but <see cref="RootPath"/> is relative to it.</summary>
public sealed record RemapPlan
{
    public required IdMaps Maps { get; init; }

    public required UserNamespaceSource UserNamespace { get; init; }

    /// <summary>The root's mount point in the container's mount namespace.</summary>
    public required string RootPath { get; init; }

    /// <summary>The mount that is found there now.</summary>
    public required int RootMountId { get; init; }

    /// <summary>What takes the place of that mount.</summary>
    public required ReplacementRoot Replacement { get; init; }

    /// <summary>The mounts to move from the old root to the new one, in the order of the mount table.</summary>
    public required IReadOnlyList<SubmountMove> Submounts { get; init; }

    /// <summary>Mounts on the old root that other ones hide, and that stay there.</summary>
    public IReadOnlySet<int> HiddenMounts { get; init; } = new HashSet<int>();

    /// <summary>The mounts of the host below the rootfs, outer ones first; empty where there are none or nobody looked.</summary>
    public IReadOnlyList<HostSubmount> HostSubmounts { get; init; } = [];

    /// <summary>The mounts of the host there that the container has no copies of.</summary>
    public IReadOnlyList<MountEntry> HostMountsLeftOut { get; init; } = [];

    /// <summary>
    /// The tmpfs mounts that hold copies of the rootfs's files, to be given the owners that those have on the new root.
    /// </summary>
    public IReadOnlyList<CopiedTmpfs> CopiedUp { get; init; } = [];

    /// <summary>What becomes of the container where the kernel will not idmap the root's file system.</summary>
    public UnsupportedFileSystem WhenUnsupported { get; init; }

    /// <summary>What is said where it fails and the rootfs is as it was, because it may be right like that; null where the
    /// container must not start then.</summary>
    public Decision.NothingToDo? Otherwise { get; init; }

    /// <summary>What an operator should know though the container starts; one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the init holds on the old root, to be made to name the same place on the new one.</summary>
    public required IReadOnlyList<ReopenedDescriptor> ReopenedDescriptors { get; init; }

    /// <summary>The volumes that become idmapped on the new root.</summary>
    public VolumesPlan Volumes { get; init; } = VolumesPlan.Empty;

    /// <summary>The mounts of the host that are seen through the map with the root, and their sources; one line each.</summary>
    public IReadOnlyList<string> TellIdmappedHostMounts()
    {
        var told = new List<string>();
        foreach (var submount in HostSubmounts)
        {
            if (submount.IsMapped)
                told.Add(submount.Tell());
        }

        return told;
    }
}
