namespace OciIdMapHook.Documents;

/// <summary>What becomes of a container whose rootfs, or a layer of it, is on a file system that cannot be idmapped.</summary>
public enum UnsupportedFileSystem
{
    /// <summary>It does not start. The default.</summary>
    Refuse,

    /// <summary>It starts as it would without the hook, with a warning in the log.</summary>
    Skip,
}
