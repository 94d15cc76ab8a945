using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint StatxTypeAndSize = 0x201; // STATX_TYPE | STATX_SIZE
    private const ushort TypeMask = 0xF000; // S_IFMT
    private const ushort RegularFile = 0x8000; // S_IFREG

    /// <summary>The size of a regular file, 0 for anything else (statx(2)); a link is not followed.</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static long SizeOf(FileDescriptor folder, ReadOnlySpan<byte> entry)
    {
        var result = StatxNative(folder, entry, AtSymlinkNoFollow | AtStatxDontSync, StatxTypeAndSize, out var buffer);
        SystemCall.Check(result, "statx of a file");
        return (buffer.Mode & TypeMask) == RegularFile ? (long)buffer.Size : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int StatxNative(FileDescriptor folder, ReadOnlySpan<byte> entry, int flags, uint mask, out StatxBuffer buffer);
}
