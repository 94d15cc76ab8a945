namespace OciIdMapHook.Planning;

/// <summary>Where the user namespace comes from through whose maps the rootfs is seen.</summary>
public enum UserNamespaceSource
{
    /// <summary>One that is made for its maps alone: the runtime's own is not touched.</summary>
    MadeFromMaps,

    /// <summary>The init's own, which it joined: whoever made it keeps it, and its maps are the ones there are.</summary>
    InitsOwn,
}
