using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The one place where errno becomes an exception and where EINTR is absorbed.</summary>
internal static class SystemCall
{
    /// <summary>The errno of the P/Invoke made on the line before.</summary>
    internal static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>The result of a call that gives a negative number on failure.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static nint Check(
        nint result, [InterpolatedStringHandlerArgument(nameof(result))]
        Operation operation, Func<Errno, string?>? cause = null) =>
        result < 0 ? throw Failure(operation.InWords(), cause) : result;

    /// <inheritdoc cref="Check(nint, Operation, Func{Errno, string?}?)"/>
    internal static nint Check(nint result, string operation, Func<Errno, string?>? cause = null) =>
        result < 0 ? throw Failure(operation, cause) : result;

    /// <summary>The descriptor a call has made.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static FileDescriptor Check(
        FileDescriptor result, [InterpolatedStringHandlerArgument(nameof(result))]
        Operation operation, Func<Errno, string?>? cause = null)
    {
        if (!result.IsInvalid)
            return result;

        var failure = Failure(operation.InWords(), cause);
        result.Dispose();
        throw failure;
    }

    /// <summary>Whether the P/Invoke on the line before failed with EINTR and is to be made again.</summary>
    internal static bool Interrupted(nint result) => result < 0 && LastError == Errno.EINTR;

    /// <inheritdoc cref="Interrupted(nint)"/>
    internal static bool Interrupted(FileDescriptor result) => FailedWith(result, Errno.EINTR);

    internal static bool FailedWith(FileDescriptor result, Errno errno) => result.IsInvalid && LastError == errno;

    private static LinuxException Failure(string operation, Func<Errno, string?>? cause)
    {
        var errno = LastError;
        return new LinuxException(errno, operation, cause?.Invoke(errno));
    }
}
