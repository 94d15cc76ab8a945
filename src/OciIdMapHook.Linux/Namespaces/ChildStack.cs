namespace OciIdMapHook.Linux;

/// <summary>The stack of a child that shares the process's memory (mmap(2)); to be kept until the child is reaped.</summary>
internal readonly record struct ChildStack
{
    private const int StackSize = 16 * 1024;

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

        const int Protection = Native.PROT_READ | Native.PROT_WRITE;
        const int Flags = Native.MAP_PRIVATE | Native.MAP_ANONYMOUS | Native.MAP_STACK;
        var address = Native.mmap(0, StackSize, Protection, Flags, -1, 0);
        SystemCall.Check(address == Native.MAP_FAILED ? -1 : 0, $"mmap of {StackSize} bytes for a child's stack");
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

        _ = Native.munmap(Address, StackSize);
    }
}
