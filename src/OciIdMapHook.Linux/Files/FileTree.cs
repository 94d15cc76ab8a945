using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>Walks through a folder with all that is in it, by descriptors and by the bytes of names: no link is followed.</summary>
public static partial class FileTree
{
    // struct linux_dirent64: u64 d_ino, s64 d_off, u16 d_reclen, u8 d_type, char d_name[] (getdents64(2)).
    private const int RecordLengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte UnknownType = 0; // DT_UNKNOWN
    private const byte DirectoryType = 4; // DT_DIR
    private const int BufferSize = 32 * 1024;
    private const int DeepestFolder = 2048; // PATH_MAX / 2: each level takes a slash and a letter
    private const int SmallBufferSize = 2048;

    /// <returns>Whether a folder of that name is entered.</returns>
    private delegate bool EntryVisitor(FileDescriptor folder, ReadOnlySpan<byte> entry);

    /// <summary>How many files, folders and links there are, the folder itself included, and how large the files are together.</summary>
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

    /// <summary>Tells who owns each file, folder and link there is, the folder itself included, as a plain listing sees it. What is mounted
    /// below it is left out, and so is what lies deeper than a path can name.</summary>
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
            DeepestFolder);
    }

    private static void Walk(FileDescriptor folder, EntryVisitor visit, int levels = int.MaxValue)
    {
        var buffer = new byte[BufferSize];
        var below = new List<byte[]>();
        while (true)
        {
            var length = GetDents64Native(folder, buffer, buffer.Length);
            if (SystemCall.Interrupted(length))
                continue;
            if (SystemCall.Check(length, "getdents64 of a folder") == 0)
                break;
            Visit(folder, buffer.AsSpan(0, (int)length), visit, below);
        }

        foreach (var entry in below)
        {
            using var next = levels > 0 ? TryOpenFolder(folder, entry) : null;
            if (next is not null)
                Walk(next, visit, levels - 1);
        }
    }

    private static void Visit(FileDescriptor folder, ReadOnlySpan<byte> records, EntryVisitor visit, List<byte[]> below)
    {
        while (records.Length > 0)
        {
            var type = records[TypeOffset];
            var length = MemoryMarshal.Read<ushort>(records[RecordLengthOffset..]);
            var name = records[NameOffset..length];
            name = name[..(name.IndexOf((byte)0) + 1)];
            records = records[length..];
            if (name.SequenceEqual(".\0"u8) || name.SequenceEqual("..\0"u8))
                continue;

            if (visit(folder, name) && type is (DirectoryType or UnknownType))
                below.Add(name.ToArray());
        }
    }

    /// <summary>Null for what is gone, or is no folder after all: not every file system tells types in its listings.</summary>
    private static FileDescriptor? TryOpenFolder(FileDescriptor parent, byte[] name)
    {
        var flags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow | OpenFlags.CloseOnExec;
        var opened = OpenAtNative(parent, name, flags, 0);
        if (opened.IsInvalid && SystemCall.LastError is Errno.ENOTDIR or Errno.ELOOP or Errno.ENOENT)
        {
            opened.Dispose();
            return null;
        }

        return SystemCall.Check(opened, $"open of {Encoding.UTF8.GetString(name.AsSpan()[..^1])}");
    }

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint GetDents64Native(FileDescriptor directory, Span<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial FileDescriptor OpenAtNative(FileDescriptor directory, ReadOnlySpan<byte> path, int flags, uint mode);
}
