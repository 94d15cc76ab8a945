using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>Another process's memory (process_vm_readv(2)).</summary>
internal static partial class TraceeMemory
{
    internal static unsafe void Read(int pid, ulong address, Span<byte> into)
    {
        fixed (byte* local = into)
        {
            var here = new IoVector { Address = (nint)local, Length = into.Length };
            var there = new IoVector { Address = (nint)address, Length = into.Length };
            Check(ProcessVmReadvNative(pid, in here, 1, in there, 1, 0), into.Length, "process_vm_readv from process", pid);
        }
    }

    internal static unsafe void Write(int pid, ulong address, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* local = bytes)
        {
            var here = new IoVector { Address = (nint)local, Length = bytes.Length };
            var there = new IoVector { Address = (nint)address, Length = bytes.Length };
            Check(ProcessVmWritevNative(pid, in here, 1, in there, 1, 0), bytes.Length, "process_vm_writev to process", pid);
        }
    }

    private static void Check(nint result, int expected, string operation, int pid)
    {
        SystemCall.Check(result, $"{operation} {pid}", static errno => errno == Errno.EPERM ? Tracee.WhyPtraceIsRefused : null);
        if (result != expected)
            throw new LinuxException(Errno.None, $"{operation} {pid}", $"only {result} of {expected} bytes were copied");
    }

    [LibraryImport("libc", EntryPoint = "process_vm_readv", SetLastError = true)]
    private static partial nint ProcessVmReadvNative(
        int pid, in IoVector local, nuint localCount, in IoVector remote, nuint remoteCount, nuint flags);

    [LibraryImport("libc", EntryPoint = "process_vm_writev", SetLastError = true)]
    private static partial nint ProcessVmWritevNative(
        int pid, in IoVector local, nuint localCount, in IoVector remote, nuint remoteCount, nuint flags);
}
