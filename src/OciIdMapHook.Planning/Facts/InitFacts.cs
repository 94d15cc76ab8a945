using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The container's init: the process the runtime made, before it runs the container's program.</summary>
public sealed record InitFacts
{
    /// <summary>The hook may not look into the init: of its namespaces nothing is known but the maps, and the rootfs is what the
    /// hook itself finds at its path.</summary>
    public bool IsWithoutPtraceAccess { get; init; }

    /// <summary>The hook runs as the host's root, and so does whoever made the init.</summary>
    public bool IsMadeByHostsRoot { get; init; }

    /// <summary>The hook runs in the first user namespace and with the privilege to map ids there, and so does whoever made the
    /// init: the kernel lets them map it to any id.</summary>
    public bool MayBeMappedToAnyId { get; init; }

    public required bool SharesHookMountNamespace { get; init; }

    public required bool SharesHookUserNamespace { get; init; }

    /// <summary>The init's <c>/proc/PID/uid_map</c> as the hook reads it; empty when none was written.</summary>
    public required IReadOnlyList<IdRange> UidMap { get; init; }

    /// <inheritdoc cref="UidMap"/>
    public required IReadOnlyList<IdRange> GidMap { get; init; }

    /// <summary>The init went to another user namespace while the maps were read, so that they are nobody's.</summary>
    public bool LeftItsUserNamespace { get; init; }
}
