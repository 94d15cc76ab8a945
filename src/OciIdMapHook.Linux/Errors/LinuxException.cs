using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>
/// A system call that failed: what was tried, on what, what the kernel said, and the likely cause, in one line.
/// </summary>
public class LinuxException : Exception
{
    /// <param name="errno">What the kernel said; <see cref="Errno.None"/> where the failure is not an errno.</param>
    /// <param name="operation">What was tried, with its flags and on what: <c>open_tree(OPEN_TREE_CLONE) of
    /// /var/lib/c/rootfs</c>.</param>
    /// <param name="cause">The likely cause and the way out, as a clause; null where the errno says it all.</param>
    public LinuxException(Errno errno, string operation, string? cause = null)
        : base(Describe(errno, operation, cause))
    {
        Errno = errno;
    }

    public Errno Errno { get; }

    private static string Describe(Errno errno, string operation, string? cause)
    {
        var said = errno == Errno.None ? "failed" : $"{errno} ({Marshal.GetPInvokeErrorMessage((int)errno)})";
        return cause is null ? $"{operation}: {said}" : $"{operation}: {said}: {cause}";
    }
}
