using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// Walks through a folder with all that is in it, by descriptors and by the bytes of names: no link is followed.
/// </summary>
public static partial class FileTree
{
    private const int BufferSize = 32 * 1024;
    private const int MaxDepth = Native.PATH_MAX / 2; // each level takes a slash and a letter
    private const int SmallBufferSize = 2048;

    /// <returns>Whether a folder of that name is entered.</returns>
    private delegate bool EntryVisitor(FileDescriptor folder, ReadOnlySpan<byte> entry);

    /// <summary>
    /// How many files, folders and links there are, the folder itself included, and how large the files are together.
    /// </summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="seen">Called with the number of each.</param>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public static FileTreeSize Measure(FileDescriptor folder, Action<long> seen)
    {
        var (count, bytes) = (1L, 0L);
        seen(count);
        Walk(folder, (parent, entry) =>
        {
            bytes += Files.SizeOf(parent, entry);
            seen(++count);
            return true;
        });
        return new FileTreeSize(count, bytes);
    }

    /// <summary>Gives all of it to one owner, as a recursive chown does.</summary>
    /// <param name="folder">Where to begin; it is given away too.</param>
    /// <param name="uid">The new owner.</param>
    /// <param name="gid">The new group.</param>
    /// <param name="done">Called with the number of each one; throws to give up.</param>
    /// <exception cref="LinuxException">Something cannot be read or given away.</exception>
    public static void ChangeOwner(FileDescriptor folder, uint uid, uint gid, Action<long> done)
    {
        var count = 1L;
        Files.ChangeOwner(folder, "\0"u8, uid, gid);
        Walk(folder, (parent, entry) =>
        {
            Files.ChangeOwner(parent, entry, uid, gid);
            done(++count);
            return true;
        });
    }

    /// <summary>Tells who owns each file, folder and link there is, the folder itself included, as a plain listing sees it. What
    /// is mounted below it is left out, and so is what lies deeper than a path can name.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="visit">Called with user and group of each one; throws to give up.</param>
    /// <exception cref="LinuxException">A folder cannot be read.</exception>
    public static void ForEachOwner(FileDescriptor folder, Action<uint, uint> visit)
    {
        var top = Files.Status(folder);
        visit(top.Uid, top.Gid);
        Walk(
            folder,
            (parent, entry) =>
            {
                if (Files.OwnerOf(parent, entry) is not { IsMountRoot: false } owner)
                    return false;
                visit(owner.Uid, owner.Gid);
                return true;
            },
            MaxDepth);
    }

    private static void Walk(FileDescriptor folder, EntryVisitor visit, int levels = int.MaxValue)
    {
        var below = new List<byte[]>();
        var entries = new DirectoryEntries(folder, "a folder", new byte[BufferSize]);
        while (entries.MoveNext())
        {
            if (visit(folder, entries.Name) && entries.MayBeDirectory)
                below.Add(entries.Name.ToArray());
        }

        foreach (var entry in below)
        {
            using var next = levels > 0 ? TryOpenFolder(folder, entry) : null;
            if (next is not null)
                Walk(next, visit, levels - 1);
        }
    }

    /// <summary>Null for what is gone, or is no folder after all: not every file system tells types in its listings.</summary>
    private static FileDescriptor? TryOpenFolder(FileDescriptor parent, byte[] name)
    {
        var opened = Files.Open(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow);
        if (opened.IsInvalid && SystemCall.LastError is Errno.ENOTDIR or Errno.ELOOP or Errno.ENOENT)
        {
            opened.Dispose();
            return null;
        }

        return SystemCall.Check(opened, $"open of {Encoding.UTF8.GetString(name.AsSpan()[..^1])}");
    }
}
