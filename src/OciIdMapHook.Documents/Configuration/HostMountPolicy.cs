namespace OciIdMapHook.Documents;

/// <summary>What becomes of the mounts that the host has inside a rootfs which is remapped.</summary>
public enum HostMountPolicy
{
    /// <summary>Those whose owner is an id of the container are seen through the map like the rootfs. The default.</summary>
    Idmap,

    /// <summary>They are left as they are: their files are the host's, and nobody's inside.</summary>
    Leave,
}
