using System.Buffers.Text;
using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// The numbers among a directory's entries: the open descriptors in /proc/PID/fd, the threads in /proc/PID/task.
    /// </summary>
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

    /// <summary>Looks at what is in a directory from where it stands to its end, without <c>.</c> and <c>..</c> and without
    /// following links; whatever cannot be looked at is passed over.</summary>
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
        var entries = new DirectoryEntries(directory, name, buffer);
        while (entries.MoveNext() && visit(entries.Name))
        {
        }
    }

    /// <param name="entry">Ends with a zero.</param>
    /// <returns>Whether to go on.</returns>
    private delegate bool NameVisitor(ReadOnlySpan<byte> entry);
}
