using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// unistd.h
internal static partial class Native
{
    internal const int STDIN_FILENO = 0;
    internal const int STDOUT_FILENO = 1;
    internal const int STDERR_FILENO = 2;

    [LibraryImport("libc")]
    internal static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(FileDescriptor fd, Span<byte> buffer, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(FileDescriptor fd, ReadOnlySpan<byte> buffer, nint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fsync(FileDescriptor fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchdir(FileDescriptor fd);

    /// <remarks>The path ends with a zero.</remarks>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchownat(FileDescriptor dirfd, ReadOnlySpan<byte> path, uint uid, uint gid, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int linkat(
        FileDescriptor oldDirfd, string oldPath, FileDescriptor newDirfd, string newPath, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint readlinkat(FileDescriptor dirfd, string path, Span<byte> buffer, nint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int unlinkat(FileDescriptor dirfd, string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int pipe2(Span<int> ends, int flags);

    [LibraryImport("libc")]
    internal static partial uint alarm(uint seconds);

    [LibraryImport("libc")]
    internal static partial int getppid();

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    [LibraryImport("libc")]
    internal static partial void _exit(int status);
}
