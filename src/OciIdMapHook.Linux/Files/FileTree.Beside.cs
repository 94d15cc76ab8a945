namespace OciIdMapHook.Linux;

public static partial class FileTree
{
    /// <summary>Is shown a file of a copy and the one of the same name in the original.</summary>
    /// <param name="folder">The copy's folder.</param>
    /// <param name="entry">The file's name in there, ended by a zero.</param>
    /// <param name="copy">What the copy is; of a link, the link itself.</param>
    /// <param name="original">What the original is.</param>
    public delegate void CopyVisitor(FileDescriptor folder, ReadOnlySpan<byte> entry, FileStatus copy, FileStatus original);

    /// <summary>
    /// Walks through a copy of a folder and the folder together, and skips what the original does not have. No link is followed,
    /// and in the copy no mount point crossed. Three descriptors do, however deep it is.
    /// </summary>
    /// <param name="copy">The copy; it is not visited itself.</param>
    /// <param name="original">What it is a copy of.</param>
    /// <param name="visit">Called with each file; throws to give up.</param>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public static void WalkBeside(FileDescriptor copy, FileDescriptor original, CopyVisitor visit)
    {
        var paths = new Queue<byte[]>(["."u8.ToArray()]);
        while (paths.TryDequeue(out var path))
        {
            using var copies = Files.OpenFolderInside(copy, path, OpenFlags.ReadOnly, PathResolution.NoMountCrossing);
            using var originals = Files.OpenFolderInside(original, path, OpenFlags.Path, PathResolution.None);
            if (copies is not null && originals is not null)
                VisitBeside(copies, originals, path, visit, paths);
        }
    }

    private static void VisitBeside(
        FileDescriptor copies, FileDescriptor originals, byte[] path, CopyVisitor visit, Queue<byte[]> below)
    {
        Span<byte> buffer = stackalloc byte[SmallBufferSize];
        var entries = new DirectoryEntries(copies, "a folder", buffer);
        while (entries.MoveNext())
        {
            var name = entries.Name;
            if (Files.StatusOfEntry(copies, name) is not { } copy || Files.StatusOfEntry(originals, name) is not { } original)
                continue;

            visit(copies, name, copy, original);
            if (copy.IsDirectory && original.IsDirectory)
                below.Enqueue([.. path, (byte)'/', .. name[..^1]]);
        }
    }
}
