using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>An open file descriptor, closed when disposed.</summary>
public sealed class FileDescriptor : SafeHandle
{
    public FileDescriptor()
        : base(-1, ownsHandle: true)
    {
    }

    internal FileDescriptor(int number, bool ownsHandle)
        : base(-1, ownsHandle)
    {
        SetHandle(number);
    }

    /// <summary>AT_FDCWD: paths are resolved from the calling thread's working directory.</summary>
    public static FileDescriptor WorkingDirectory { get; } = new(Native.AT_FDCWD, ownsHandle: false);

    /// <summary>Descriptor 0, left open when disposed.</summary>
    public static FileDescriptor StandardInput { get; } = new(Native.STDIN_FILENO, ownsHandle: false);

    /// <summary>Descriptor 1, left open when disposed.</summary>
    public static FileDescriptor StandardOutput { get; } = new(Native.STDOUT_FILENO, ownsHandle: false);

    /// <summary>Descriptor 2, left open when disposed.</summary>
    public static FileDescriptor StandardError { get; } = new(Native.STDERR_FILENO, ownsHandle: false);

    /// <remarks>
    /// An int that C returned stands in the lower half of the handle; the upper half is whatever the register held.
    /// </remarks>
    public override bool IsInvalid => (int)handle == -1;

    /// <summary>The descriptor's number, for paths below /proc/self/fd.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Native.close((int)handle) == 0;
}
