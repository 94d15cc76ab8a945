using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>What the hook would do to a container, and why.</summary>
public sealed record ContainerPlan
{
    /// <summary>The bundle's folder.</summary>
    public required string Bundle { get; init; }

    /// <summary>The container's init; null where there is none yet.</summary>
    public int? Pid { get; init; }

    public required ContainerStage Stage { get; init; }

    public required PlanOutcome Outcome { get; init; }

    /// <summary>The hook's own sentence, without what it puts before it.</summary>
    public required string Reason { get; init; }

    public bool WouldStart => Outcome is not PlanOutcome.Refused;

    /// <summary>Null where it was not looked at.</summary>
    public PlannedRoot? Root { get; init; }

    /// <summary>The maps of the container's ids; empty where there is nothing to map.</summary>
    public IReadOnlyList<IdRange> UidMap { get; init; } = [];

    /// <inheritdoc cref="UidMap"/>
    public IReadOnlyList<IdRange> GidMap { get; init; } = [];

    /// <summary>What changes, in the hook's order.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    /// <summary>What the rootfs lacks and the runtime would make before the hook runs, in config.json's order.</summary>
    public IReadOnlyList<PlannedMountPoint> MountPoints { get; init; } = [];

    /// <summary>Files of the rootfs that the map does not reach; null where they were not counted.</summary>
    public ShiftedFiles? Shifted { get; init; }

    /// <summary>What an operator should know though the container starts.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What cannot be told yet.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>How far a container is.</summary>
public enum ContainerStage
{
    /// <summary>There is a bundle and no process: what the runtime will make of it is foretold.</summary>
    NotCreated,

    /// <summary>Its init is in the container's namespaces and has not changed its root yet, as a hook finds it.</summary>
    BeingCreated,

    /// <summary>Its init is in its root already, whether it has started its program or waits: the hooks have run.</summary>
    Created,
}

/// <summary>What the hook would come to.</summary>
public enum PlanOutcome
{
    NothingToDo,

    /// <summary>The rootfs would be remounted, and volumes with it.</summary>
    Remap,

    /// <summary>Volumes would be remounted, and the rootfs would stay as it is.</summary>
    RemapVolumes,

    /// <summary>The container would not start.</summary>
    Refused,
}

/// <summary>The rootfs as it is.</summary>
/// <param name="Path">In the container's mount namespace, or on the host where there is none yet.</param>
/// <param name="FileSystem">What it is on.</param>
/// <param name="Owner">Its <c>uid:gid</c> as the hook sees it.</param>
/// <param name="IsIdmapped">It is on an idmapped mount.</param>
public sealed record PlannedRoot(string Path, string FileSystem, string Owner, bool IsIdmapped);

/// <summary>A mount point that is missing.</summary>
/// <param name="Place">In the rootfs.</param>
/// <param name="IsFile">It is to be a file, else a folder.</param>
/// <param name="Mode">Its permission bits, octal.</param>
/// <param name="IsMade">It was made (<c>plan --make</c>).</param>
public sealed record PlannedMountPoint(string Place, bool IsFile, string Mode, bool IsMade);

/// <summary>One thing before and after.</summary>
/// <param name="What">What it is.</param>
/// <param name="Place">Where: below the rootfs, or on the host for layers.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it would be.</param>
/// <param name="BecomesIdmapped">Its owners would be seen through a map.</param>
public sealed record PlannedChange(ChangeKind What, string Place, string Before, string After, bool BecomesIdmapped);

/// <summary>What a <see cref="PlannedChange"/> is about.</summary>
public enum ChangeKind
{
    Rootfs,
    LowerLayer,
    DataLayer,
    UpperLayer,
    WorkFolder,

    /// <summary>A mount that the runtime made below the rootfs.</summary>
    Mount,

    /// <summary>A mount that the host has below the rootfs.</summary>
    HostMount,

    /// <summary>A descriptor of the init, or its working directory.</summary>
    Descriptor,

    Volume,
}
