using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The stack of a child that shares the process's memory (mmap(2)); to be kept until the child is reaped.</summary>
internal readonly partial record struct ChildStack
{
    private const int StackSize = 16 * 1024;
    private const int ReadWrite = 0x3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymousStack = 0x20022; // MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK

    private ChildStack(nint address) => Address = address;

    internal nint Address { get; }

    internal static ulong Size => StackSize;

    internal static ChildStack Allocate()
    {
        var address = MmapNative(0, StackSize, ReadWrite, PrivateAnonymousStack, -1, 0);
        SystemCall.Check(address == -1 ? -1 : 0, $"mmap of {StackSize} bytes for a child's stack");
        return new ChildStack(address);
    }

    /// <summary>Gives the memory back; once, and not before the child is gone.</summary>
    internal void Free() => _ = MunmapNative(Address, StackSize);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MmapNative(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int MunmapNative(nint address, nuint length);
}
