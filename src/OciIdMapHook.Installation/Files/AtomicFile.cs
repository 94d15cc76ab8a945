using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>A file of this host that is replaced as a whole.</summary>
internal static class AtomicFile
{
    private const int ReadableForEverybody = 0x1A4; // 0644: who reads it need not be root

    /// <exception cref="LinuxException">It cannot be written, or is not known to be on the disk.</exception>
    /// <exception cref="OperationException">Its folder is behind a link of another user's.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        var folderPath = Path.GetDirectoryName(full) ?? "/";
        using var folder = TrustedFolder.Open(folderPath);
        using var staged = StagedFile.Write(folder, folderPath, Path.GetFileName(full), content, ReadableForEverybody);
        staged.PutInPlace(Path.GetFileName(full));
    }
}
