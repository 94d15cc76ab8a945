using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int LongestLink = 32;
    private const int PermissionBits = 0xFFF; // 07777

    /// <summary>Gives a file the permission bits that it had, whatever kind of file it is (fchmodat(2) by the link of a descriptor in
    /// /proc: fchmod(2) takes none that O_PATH made).</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <param name="before">What it was.</param>
    /// <exception cref="LinuxException">The call failed, or another file has that name by now.</exception>
    public static void RestoreMode(FileDescriptor folder, ReadOnlySpan<byte> entry, FileStatus before)
    {
        using var file = SystemCall.Check(
            OpenAtNative(folder, entry, OpenFlags.Path | OpenFlags.NoFollow | OpenFlags.CloseOnExec, 0),
            $"open of {Encoding.UTF8.GetString(entry[..^1])}");
        if (!Status(file).IsSameFileAs(before))
            throw new LinuxException(Errno.None, "fchmodat", "another file has its name by now");

        Span<byte> link = stackalloc byte[LongestLink];
        var length = Encoding.UTF8.GetBytes("self/fd/", link);
        file.Number.TryFormat(link[length..^1], out var digits);
        link[length + digits] = 0;
        SystemCall.Check(
            FchmodAtNative(ProcFolder.Descriptor, link, (uint)(before.Mode & PermissionBits), 0), "fchmodat");
    }

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true)]
    private static partial int FchmodAtNative(FileDescriptor folder, ReadOnlySpan<byte> path, uint mode, int flags);
}
