namespace OciIdMapHook.Linux;

/// <summary>Another process's memory (process_vm_readv(2)).</summary>
internal static class TraceeMemory
{
    internal static unsafe void Read(int pid, ulong address, Span<byte> into)
    {
        fixed (byte* local = into)
        {
            var here = new Native.Struct.iovec { iov_base = (nint)local, iov_len = into.Length };
            var there = new Native.Struct.iovec { iov_base = (nint)address, iov_len = into.Length };
            Check(Native.process_vm_readv(pid, in here, 1, in there, 1, 0), into.Length, "process_vm_readv from process", pid);
        }
    }

    internal static unsafe void Write(int pid, ulong address, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* local = bytes)
        {
            var here = new Native.Struct.iovec { iov_base = (nint)local, iov_len = bytes.Length };
            var there = new Native.Struct.iovec { iov_base = (nint)address, iov_len = bytes.Length };
            Check(Native.process_vm_writev(pid, in here, 1, in there, 1, 0), bytes.Length, "process_vm_writev to process", pid);
        }
    }

    private static void Check(nint result, int expected, string operation, int pid)
    {
        SystemCall.Check(result, $"{operation} {pid}", static errno => errno == Errno.EPERM ? Tracee.WhyPtraceIsRefused : null);
        if (result != expected)
            throw new LinuxException(Errno.None, $"{operation} {pid}", $"only {result} of {expected} bytes were copied");
    }
}
