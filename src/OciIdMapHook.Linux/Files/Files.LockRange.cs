using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int SetLockOfOpenFile = 37; // F_OFD_SETLK
    private const short ReadLock = 0; // F_RDLCK
    private const short NoLock = 2; // F_UNLCK

    /// <summary>fcntl(2), F_OFD_SETLK of F_RDLCK: nobody else writes to these bytes, of those who ask, until it is given up or the
    /// descriptor is closed.</summary>
    /// <param name="file">Open for reading.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <returns>False where another writes to them. A file system that has no such locks is not waited for.</returns>
    public static bool TryLockForReading(FileDescriptor file, long start, long length) =>
        SetLock(file, ReadLock, start, length) || SystemCall.LastError is not (Errno.EAGAIN or Errno.EACCES);

    /// <summary>fcntl(2), F_OFD_SETLK of F_UNLCK: gives up what <see cref="TryLockForReading"/> has got.</summary>
    /// <param name="file">The same descriptor.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    public static void Unlock(FileDescriptor file, long start, long length) => SetLock(file, NoLock, start, length);

    private static bool SetLock(FileDescriptor file, short type, long start, long length)
    {
        var range = new FileLock { Type = type, Start = start, Length = length }; // SEEK_SET is 0
        return FcntlNative(file, SetLockOfOpenFile, in range) == 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FcntlNative(FileDescriptor file, int command, in FileLock range);

    /// <summary>struct flock, include/uapi/asm-generic/fcntl.h. The process must be 0 in locks of an open file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct FileLock
    {
        internal short Type;
        internal short Whence;
        internal long Start;
        internal long Length;
        internal int Process;
    }
}
