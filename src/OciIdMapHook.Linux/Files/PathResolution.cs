namespace OciIdMapHook.Linux;

/// <summary>How openat2(2) resolves a path (linux/openat2.h).</summary>
[Flags]
public enum PathResolution
{
    None = 0,

    /// <summary>No mount point is crossed.</summary>
    NoMountCrossing = Native.RESOLVE_NO_XDEV,

    /// <summary>No link of the /proc/PID/fd kind is followed.</summary>
    NoMagicLinks = Native.RESOLVE_NO_MAGICLINKS,

    /// <summary>No symbolic link is followed.</summary>
    NoSymlinks = Native.RESOLVE_NO_SYMLINKS,

    /// <summary>The path stays below the directory it starts from.</summary>
    Beneath = Native.RESOLVE_BENEATH,

    /// <summary>The directory is "/" for absolute paths, absolute links and "..".</summary>
    InRoot = Native.RESOLVE_IN_ROOT,

    /// <summary>For paths an image may have shaped: below the directory, and through no link whatever.</summary>
    InsideTree = Beneath | NoSymlinks | NoMagicLinks,
}
