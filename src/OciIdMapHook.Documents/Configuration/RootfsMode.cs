namespace OciIdMapHook.Documents;

/// <summary>What becomes of a container's rootfs, by its annotation or by <see cref="HostConfig.Rootfs"/>.</summary>
public enum RootfsMode
{
    /// <summary>Remap when the rootfs's owner is in the map's container ids. The default.</summary>
    Auto,

    /// <summary>Remap whoever owns the rootfs.</summary>
    Always,

    /// <summary>Leave the rootfs alone.</summary>
    Never,
}
