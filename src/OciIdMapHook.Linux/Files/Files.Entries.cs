using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    // struct linux_dirent64: u64 d_ino, s64 d_off, u16 d_reclen, u8 d_type, char d_name[] (getdents64(2)).
    private const int RecordLengthOffset = 16;
    private const int NameOffset = 19;

    /// <summary>The numbers among a directory's entries: the open descriptors in /proc/PID/fd, the threads in /proc/PID/task.</summary>
    /// <remarks>By descriptor, so that the directory is the one of a process whose pidfd has been proved.</remarks>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static IReadOnlyList<int> NumberedEntries(FileDescriptor directory, string name)
    {
        var numbers = new List<int>();
        ForEach(directory, name, entry =>
        {
            if (Utf8Parser.TryParse(entry, out int number, out var length) && length == entry.Length - 1)
                numbers.Add(number);
            return true;
        });
        return numbers;
    }

    /// <summary>The names in a directory from where it stands to its end, without <c>.</c> and <c>..</c>; bytes that are no UTF-8
    /// come as U+FFFD.</summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static IReadOnlyList<string> Names(FileDescriptor directory, string name)
    {
        var names = new List<string>();
        ForEach(directory, name, entry =>
        {
            names.Add(Encoding.UTF8.GetString(entry[..^1]));
            return true;
        });
        return names;
    }

    /// <summary>Looks at what is in a directory from where it stands to its end, without <c>.</c> and <c>..</c> and without following
    /// links; whatever cannot be looked at is passed over.</summary>
    /// <param name="directory">The directory, open for reading.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <param name="visit">Gets each name, which ends with a zero, and its status; false ends it.</param>
    /// <exception cref="LinuxException">The directory cannot be read.</exception>
    public static void ForEachStatus(FileDescriptor directory, string name, EntryVisitor visit) => ForEach(
        directory, name, entry => StatusOfEntry(directory, entry) is not { } status || visit(entry, status));

    /// <param name="entry">Ends with a zero.</param>
    /// <param name="status">Its status.</param>
    /// <returns>Whether to go on.</returns>
    public delegate bool EntryVisitor(ReadOnlySpan<byte> entry, FileStatus status);

    private static void ForEach(FileDescriptor directory, string name, NameVisitor visit)
    {
        Span<byte> buffer = stackalloc byte[2048];
        while (true)
        {
            var length = GetDents64Native(directory, buffer, buffer.Length);
            if (SystemCall.Interrupted(length))
                continue;
            if (SystemCall.Check(length, $"getdents64 of {name}") == 0)
                return;

            for (var records = buffer[..(int)length]; records.Length > 0;)
            {
                var recordLength = MemoryMarshal.Read<ushort>(records[RecordLengthOffset..]);
                var entry = records[NameOffset..recordLength];
                entry = entry[..(entry.IndexOf((byte)0) + 1)];
                if (!entry.SequenceEqual(".\0"u8) && !entry.SequenceEqual("..\0"u8) && !visit(entry))
                    return;
                records = records[recordLength..];
            }
        }
    }

    /// <param name="entry">Ends with a zero.</param>
    /// <returns>Whether to go on.</returns>
    private delegate bool NameVisitor(ReadOnlySpan<byte> entry);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint GetDents64Native(FileDescriptor directory, Span<byte> buffer, nint size);
}
