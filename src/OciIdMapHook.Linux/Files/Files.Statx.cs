using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int AtEmptyPath = 0x1000;
    private const int AtNoAutomount = 0x800;
    private const int AtStatxDontSync = 0x4000;
    private const uint StatxBasicStats = 0x7FF;
    private const uint StatxMountId = 0x1000;
    private const ulong StatxAttributeMountRoot = 0x2000;

    /// <summary>statx(2) of the file a descriptor names.</summary>
    /// <exception cref="LinuxException">The call failed, or the kernel is older than Linux 5.8.</exception>
    public static FileStatus Status(FileDescriptor file) => Status(file, string.Empty);

    /// <summary>statx(2) of a path from a directory; links are followed, magic links of /proc included.</summary>
    /// <exception cref="LinuxException">The call failed, or the kernel is older than Linux 5.8.</exception>
    public static FileStatus Status(FileDescriptor directory, string path) =>
        Status(directory, path, path.Length == 0 ? "a descriptor" : path, cause: null);

    internal static FileStatus Status(FileDescriptor directory, string path, FileName name, Func<Errno, string?>? cause)
    {
        nint result;
        StatxBuffer buffer;
        do
            result = StatxNative(directory, path, AtEmptyPath | AtStatxDontSync, StatxBasicStats | StatxMountId, out buffer);
        while (SystemCall.Interrupted(result));
        SystemCall.Check(result, $"statx of {name}", cause);

        if ((buffer.Mask & StatxMountId) == 0 || (buffer.AttributesMask & StatxAttributeMountRoot) == 0)
            throw new LinuxException(
                Errno.None, $"statx of {name}", "the kernel does not tell mount ids; Linux 5.8 or newer is needed");

        return StatusOf(in buffer);
    }

    /// <summary>statx(2) of a directory's entry, be it a link; nothing is mounted for it, and no server asked.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="entry">Its name as the kernel has it, with the zero at its end.</param>
    /// <returns>Null where it is gone, or cannot be looked at.</returns>
    public static FileStatus? StatusOfEntry(FileDescriptor directory, ReadOnlySpan<byte> entry)
    {
        const int Flags = AtSymlinkNoFollow | AtNoAutomount | AtStatxDontSync;
        nint result;
        StatxBuffer buffer;
        do
            result = StatxNative(directory, entry, Flags, StatxBasicStats | StatxMountId, out buffer);
        while (SystemCall.Interrupted(result));
        return result < 0 ? null : StatusOf(in buffer);
    }

    private static FileStatus StatusOf(in StatxBuffer buffer) => new(
        Device(buffer.DeviceMajor, buffer.DeviceMinor),
        buffer.Inode,
        (int)buffer.MountId,
        buffer.Mode,
        buffer.Uid,
        buffer.Gid,
        (buffer.Attributes & StatxAttributeMountRoot) != 0)
    {
        Size = buffer.Size,
        SpecialDevice = Device(buffer.DeviceIdMajor, buffer.DeviceIdMinor),
    };

    private static ulong Device(uint major, uint minor) => ((ulong)major << 32) | minor;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxNative(FileDescriptor directory, string path, int flags, uint mask, out StatxBuffer buffer);
}
