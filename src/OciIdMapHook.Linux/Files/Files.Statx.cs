namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint StatusMask = Native.STATX_BASIC_STATS | Native.STATX_MNT_ID;

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
        Native.Struct.statx buffer;
        do
            result = Native.statx(directory, path, Native.AT_EMPTY_PATH | Native.AT_STATX_DONT_SYNC, StatusMask, out buffer);
        while (SystemCall.Interrupted(result));
        SystemCall.Check(result, $"statx of {name}", cause);

        if ((buffer.stx_mask & Native.STATX_MNT_ID) == 0 || (buffer.stx_attributes_mask & Native.STATX_ATTR_MOUNT_ROOT) == 0)
        {
            throw new LinuxException(
                Errno.None, $"statx of {name}", "the kernel does not tell mount ids; Linux 5.8 or newer is needed");
        }

        return StatusOf(in buffer);
    }

    /// <summary>statx(2) of a directory's entry, be it a link; nothing is mounted for it, and no server asked.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="entry">Its name as the kernel has it, with the zero at its end.</param>
    /// <returns>Null where it is gone, or cannot be looked at.</returns>
    public static FileStatus? StatusOfEntry(FileDescriptor directory, ReadOnlySpan<byte> entry)
    {
        const int Flags = Native.AT_SYMLINK_NOFOLLOW | Native.AT_NO_AUTOMOUNT | Native.AT_STATX_DONT_SYNC;
        nint result;
        Native.Struct.statx buffer;
        do
            result = Native.statx(directory, entry, Flags, StatusMask, out buffer);
        while (SystemCall.Interrupted(result));
        return result < 0 ? null : StatusOf(in buffer);
    }

    private static FileStatus StatusOf(in Native.Struct.statx buffer) => new(
        Device(buffer.stx_dev_major, buffer.stx_dev_minor),
        buffer.stx_ino,
        (int)buffer.stx_mnt_id,
        buffer.stx_mode,
        buffer.stx_uid,
        buffer.stx_gid,
        (buffer.stx_attributes & Native.STATX_ATTR_MOUNT_ROOT) != 0)
    {
        Size = buffer.stx_size,
        SpecialDevice = Device(buffer.stx_rdev_major, buffer.stx_rdev_minor),
    };

    private static ulong Device(uint major, uint minor) => ((ulong)major << 32) | minor;
}
