namespace OciIdMapHook.Planning;

/// <summary>What the annotation <see cref="RootfsModeAnnotation.Name"/> asks for.</summary>
public enum RootfsMode
{
    /// <summary>Remap when the rootfs's owner is in the map's container ids. The default.</summary>
    Auto,

    /// <summary>Remap whoever owns the rootfs.</summary>
    Always,

    /// <summary>Leave the container alone.</summary>
    Never,
}
