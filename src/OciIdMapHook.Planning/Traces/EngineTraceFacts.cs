namespace OciIdMapHook.Planning;

/// <summary>What Podman makes in a rootfs, and whom it gives it to, before any hook.</summary>
/// <remarks>mountStorage in libpod/container_internal.go, makePlatformMtabLink in libpod/container_internal_linux.go.</remarks>
public sealed record EngineTraceFacts
{
    /// <summary>Of the rootfs itself. Podman gives the root of <c>DIR:O</c> to the container's user.</summary>
    public required Owner Root { get; init; }

    /// <summary>Of the overlay's work folder, and of the folder that it lies in with the upper layer; null where the rootfs is no
    /// overlay that can be written to.</summary>
    public Owner? Work { get; init; }

    /// <summary>Of the folder <c>etc</c>; null where there is none.</summary>
    public Owner? Etc { get; init; }

    /// <summary>The folder <c>etc</c> has been copied up: Podman makes the link in it.</summary>
    public bool IsEtcInUpper { get; init; }

    /// <summary>Of the link <c>etc/mtab</c> to <c>/proc/mounts</c>; null where there is no such link.</summary>
    public Owner? Mtab { get; init; }

    /// <summary>Whose is what lies in the layer that is written to, and in its <c>etc</c>, but for these three; empty where the
    /// rootfs is no overlay.</summary>
    public IReadOnlyList<Owner> InUpper { get; init; } = [];
}
