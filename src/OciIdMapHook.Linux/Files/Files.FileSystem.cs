using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const nint StReadOnly = 0x1; // ST_RDONLY
    private const nint StNoSetUserId = 0x2; // ST_NOSUID
    private const nint StNoExecution = 0x8; // ST_NOEXEC

    /// <summary>Nothing can be written to a file's file system through its mount: the mount or the superblock is read-only
    /// (fstatfs(2)).</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool IsReadOnly(FileDescriptor file)
    {
        SystemCall.Check(FstatFsNative(file, out var buffer), "fstatfs");
        return (buffer.Flags & StReadOnly) != 0;
    }

    /// <summary>No program is run from there: the mount is noexec.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool ForbidsExecution(FileDescriptor file)
    {
        SystemCall.Check(FstatFsNative(file, out var buffer), "fstatfs");
        return (buffer.Flags & StNoExecution) != 0;
    }

    /// <summary>A setuid program there has no more rights than who runs it: the mount is nosuid, or nothing there can be run.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool ForbidsSetUserId(FileDescriptor file)
    {
        SystemCall.Check(FstatFsNative(file, out var buffer), "fstatfs");
        return (buffer.Flags & (StNoSetUserId | StNoExecution)) != 0;
    }

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    private static partial int FstatFsNative(FileDescriptor file, out StatFsBuffer buffer);

    /// <summary><c>struct statfs</c> of sys/statfs.h, 64-bit.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 120)]
    internal struct StatFsBuffer
    {
        internal nint Type;
        internal nint BlockSize;
        internal ulong Blocks;
        internal ulong FreeBlocks;
        internal ulong AvailableBlocks;
        internal ulong FileCount;
        internal ulong FreeFileCount;
        internal ulong Id;
        internal nint LongestName;
        internal nint FragmentSize;
        internal nint Flags;
    }
}
