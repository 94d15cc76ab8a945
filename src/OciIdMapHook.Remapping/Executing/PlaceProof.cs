namespace OciIdMapHook.Remapping;

/// <summary>What tells that a place below one root is the same as a place below another.</summary>
internal enum PlaceProof
{
    /// <summary>Both roots show one file system: the folder around it is the same one.</summary>
    Folder,

    /// <summary>Both are overlays of the same layers, all on one file system: folders have the inode numbers that they have
    /// there, on different devices (ovl_getattr, fs/overlayfs/inode.c).</summary>
    InodeNumber,

    /// <summary>
    /// Both are overlays whose folders cannot be compared: the path, which leads through no other mount than before.
    /// </summary>
    Path,
}
