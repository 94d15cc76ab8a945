namespace OciIdMapHook.Documents;

/// <summary>Why a container does not start, in one word that may be counted.</summary>
public enum RefusalCause
{
    /// <summary>The state, config.json, or an annotation or mount in it.</summary>
    BadInput,

    /// <summary>The hook's own configuration file.</summary>
    Configuration,

    /// <summary>The ids that the hook's configuration allows.</summary>
    Policy,

    /// <summary>The container's id maps, or its user namespace.</summary>
    Maps,

    /// <summary>Whom the rootfs, or a layer of it, belongs to.</summary>
    Owner,

    /// <summary>A file system that cannot be idmapped, or an overlay whose layers cannot be had.</summary>
    FileSystem,

    /// <summary>The mounts in the container, or what its init holds on them.</summary>
    Mounts,

    /// <summary>The kernel refused a system call.</summary>
    Kernel,

    /// <summary>The runtime or the init kept the hook waiting.</summary>
    Timeout,

    /// <summary>A step failed and could not be undone; the init was killed.</summary>
    HalfDone,

    /// <summary>A defect of the hook.</summary>
    Unexpected,
}
