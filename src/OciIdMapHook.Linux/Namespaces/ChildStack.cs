using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The stack of a child that shares the process's memory (mmap(2)); to be kept until the child is reaped.</summary>
internal readonly partial record struct ChildStack
{
    private const int StackSize = 16 * 1024;
    private const int ReadWrite = 0x3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymousStack = 0x20022; // MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK

    /// <summary>Stacks that wait for the next child: to map and unmap one makes every thread of the process wait.</summary>
    private static readonly nint[] Spare = new nint[16];

    private ChildStack(nint address) => Address = address;

    internal nint Address { get; }

    internal static ulong Size => StackSize;

    internal static ChildStack Allocate()
    {
        for (var i = 0; i < Spare.Length; i++)
        {
            if (Interlocked.Exchange(ref Spare[i], 0) is not 0 and var spare)
                return new ChildStack(spare);
        }

        var address = MmapNative(0, StackSize, ReadWrite, PrivateAnonymousStack, -1, 0);
        SystemCall.Check(address == -1 ? -1 : 0, $"mmap of {StackSize} bytes for a child's stack");
        return new ChildStack(address);
    }

    /// <summary>Gives it back; once, and not before the child is gone.</summary>
    internal void Free()
    {
        for (var i = 0; i < Spare.Length; i++)
        {
            if (Interlocked.CompareExchange(ref Spare[i], Address, 0) == 0)
                return;
        }

        _ = MunmapNative(Address, StackSize);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MmapNative(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MunmapNative(nint address, nuint length);
}
