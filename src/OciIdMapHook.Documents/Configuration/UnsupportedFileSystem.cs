namespace OciIdMapHook.Documents;

/// <summary>
/// What becomes of a container whose rootfs, a layer of it, or a volume that asks for it is on a file system that cannot be
/// idmapped.
/// </summary>
public enum UnsupportedFileSystem
{
    /// <summary>It does not start. The default.</summary>
    Refuse,

    /// <summary>The rootfs, or the volume, stays as it would be without the hook, with a warning in the log.</summary>
    Skip,
}
