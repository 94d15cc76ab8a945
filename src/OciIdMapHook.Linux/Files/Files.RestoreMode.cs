using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int MaxLink = 32;

    /// <summary>Gives a file the permission bits that it had, whatever kind of file it is (fchmodat(2) by the link of a
    /// descriptor in /proc: fchmod(2) takes none that O_PATH made).</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <param name="before">What it was.</param>
    /// <exception cref="LinuxException">The call failed, or another file has that name by now.</exception>
    public static void RestoreMode(FileDescriptor folder, ReadOnlySpan<byte> entry, FileStatus before)
    {
        using var file = SystemCall.Check(
            Open(folder, entry, OpenFlags.Path | OpenFlags.NoFollow),
            $"open of {Encoding.UTF8.GetString(entry[..^1])}");
        if (!Status(file).IsSameFileAs(before))
            throw new LinuxException(Errno.None, "fchmodat", "another file has its name by now");

        Span<byte> link = stackalloc byte[MaxLink];
        var length = Encoding.UTF8.GetBytes("self/fd/", link);
        file.Number.TryFormat(link[length..^1], out var digits);
        link[length + digits] = 0;
        SystemCall.Check(Native.fchmodat(ProcFolder.Descriptor, link, (uint)before.Permissions, 0), "fchmodat");
    }
}
