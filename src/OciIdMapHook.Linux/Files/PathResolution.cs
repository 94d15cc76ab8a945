namespace OciIdMapHook.Linux;

/// <summary>How openat2(2) resolves a path (linux/openat2.h).</summary>
[Flags]
public enum PathResolution
{
    None = 0,

    /// <summary>RESOLVE_NO_XDEV: no mount point is crossed.</summary>
    NoMountCrossing = 0x01,

    /// <summary>RESOLVE_NO_MAGICLINKS: no link of the /proc/PID/fd kind is followed.</summary>
    NoMagicLinks = 0x02,

    /// <summary>RESOLVE_NO_SYMLINKS: no symbolic link is followed.</summary>
    NoSymlinks = 0x04,

    /// <summary>RESOLVE_BENEATH: the path stays below the directory it starts from.</summary>
    Beneath = 0x08,

    /// <summary>RESOLVE_IN_ROOT: the directory is "/" for absolute paths, absolute links and "..".</summary>
    InRoot = 0x10,

    /// <summary>For paths an image may have shaped: below the directory, and through no link whatever.</summary>
    InsideTree = Beneath | NoSymlinks | NoMagicLinks,
}
