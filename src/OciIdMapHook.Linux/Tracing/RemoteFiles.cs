using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// File calls made by a tracee on itself. Arguments in memory stand in a page of its own that is mapped for the purpose: the
/// stack of a Go program's goroutine is small and bounded.
/// </summary>
public sealed class RemoteFiles : IDisposable
{
    private const ulong PageSpace = 2 * Native.PATH_MAX; // a struct open_how and a path

    private static readonly RemoteCallNumbers Calls = SyscallAbi.Current.Calls;

    private readonly Tracee tracee;
    private readonly ulong page;
    private bool disposed;

    public RemoteFiles(Tracee tracee)
    {
        this.tracee = tracee;
        const ulong Protection = Native.PROT_READ | Native.PROT_WRITE;
        const ulong Flags = Native.MAP_PRIVATE | Native.MAP_ANONYMOUS;
        page = (ulong)Perform(
            new RemoteCall(Calls.Mmap, 0, PageSpace, Protection, Flags, ulong.MaxValue, 0), "mmap of", "a scratch page");
    }

    /// <summary>Opens a path without symbolic links, close-on-exec.</summary>
    /// <returns>The descriptor's number in the tracee.</returns>
    /// <exception cref="LinuxException">The tracee cannot open it.</exception>
    public int Open(string path, int flags)
    {
        const ulong WorkingDirectory = unchecked((ulong)Native.AT_FDCWD);
        var how = new Native.Struct.open_how
        {
            flags = (uint)(flags | Native.O_CLOEXEC),
            resolve = Native.RESOLVE_NO_SYMLINKS | Native.RESOLVE_NO_MAGICLINKS,
        };
        var howSize = Unsafe.SizeOf<Native.Struct.open_how>();
        var arguments = new byte[howSize + Encoding.UTF8.GetByteCount(path) + 1];
        MemoryMarshal.Write(arguments, in how);
        Encoding.UTF8.GetBytes(path, arguments.AsSpan(howSize));
        if ((ulong)arguments.Length > PageSpace)
            throw new LinuxException(Errno.None, $"openat2 of {path}", "the path is longer than PATH_MAX");

        tracee.WriteMemory(page, arguments);
        return (int)Perform(
            new RemoteCall(Calls.OpenAt2, WorkingDirectory, page + (ulong)howSize, page, (ulong)howSize), "openat2 of", path);
    }

    /// <summary>
    /// Makes descriptor <paramref name="target"/> name what <paramref name="source"/> names, with these descriptor flags.
    /// </summary>
    /// <exception cref="LinuxException">The tracee cannot do it.</exception>
    public void Duplicate(int source, int target, bool closeOnExec)
    {
        var flags = closeOnExec ? (ulong)Native.O_CLOEXEC : 0;
        Perform(new RemoteCall(Calls.Dup3, (ulong)source, (ulong)target, flags), "dup3 onto descriptor", target);
    }

    /// <exception cref="LinuxException">The tracee cannot do it.</exception>
    public void ChangeDirectory(int descriptor) =>
        Perform(new RemoteCall(Calls.Fchdir, (ulong)descriptor), "fchdir to descriptor", descriptor);

    /// <exception cref="LinuxException">The tracee cannot do it.</exception>
    public void Close(int descriptor) =>
        Perform(new RemoteCall(Calls.Close, (ulong)descriptor), "close of descriptor", descriptor);

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        try
        {
            Perform(new RemoteCall(Calls.Munmap, page, PageSpace), "munmap of", "the scratch page");
        }
        catch (LinuxException)
        {
            // It has ended, and its memory with it; or it keeps a page it will lose at exec.
        }
    }

    private long Perform<T>(RemoteCall call, string operation, T target)
    {
        var result = tracee.Perform(call);
        return result < 0
            ? throw new LinuxException(
                (Errno)(-result), $"{operation} {target} in the container's init", CauseOfFailure((Errno)(-result)))
            : result;
    }

    private static string? CauseOfFailure(Errno errno) => errno switch
    {
        Errno.EACCES => "the init, which is not the host's root, may not search a folder on that path; allow it (chmod o+x)",
        Errno.EPERM or Errno.ENOSYS => "a seccomp filter of the init forbids it",
        _ => null,
    };
}
