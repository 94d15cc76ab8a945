namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>fcntl(2), F_OFD_SETLK of F_RDLCK: nobody else writes to these bytes, of those who ask, until it is given up or
    /// the descriptor is closed.</summary>
    /// <param name="file">Open for reading.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <returns>False where another writes to them. A file system that has no such locks is not waited for.</returns>
    public static bool TryLockForReading(FileDescriptor file, long start, long length) =>
        SetLock(file, Native.F_RDLCK, start, length) || SystemCall.LastError is not (Errno.EAGAIN or Errno.EACCES);

    /// <summary>fcntl(2), F_OFD_SETLK of F_UNLCK: gives up what <see cref="TryLockForReading"/> has got.</summary>
    /// <param name="file">The same descriptor.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    public static void Unlock(FileDescriptor file, long start, long length) => SetLock(file, Native.F_UNLCK, start, length);

    private static bool SetLock(FileDescriptor file, short type, long start, long length)
    {
        // SEEK_SET is 0, and so must the process be in locks of an open file.
        var range = new Native.Struct.flock { l_type = type, l_start = start, l_len = length };
        return Native.fcntl(file, Native.F_OFD_SETLK, in range) == 0;
    }
}
