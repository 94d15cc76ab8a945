using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

/// <summary>
/// CPU affinity (sched_setaffinity(2)): keeps the calling thread, and a child that it starts, on the processor it runs on until
/// disposed. Parent and child only ever wait for each other: on two processors each turn would begin with waking one of them,
/// which takes longer than the turn. Where the kernel refuses, they may be wherever they are.
/// </summary>
internal readonly unsafe ref struct CpuAffinity
{
    private readonly Native.Struct.cpu_set_t before;
    private readonly bool isKept;

    private CpuAffinity(Native.Struct.cpu_set_t before)
    {
        this.before = before;
        isKept = true;
    }

    private static int SetSize => Unsafe.SizeOf<Native.Struct.cpu_set_t>();

    /// <summary>Allows the one processor alone that the thread runs on.</summary>
    internal static CpuAffinity ToThisProcessor()
    {
        Native.Struct.cpu_set_t before = default, here = default;
        var processor = Native.sched_getcpu();
        if (processor is < 0 or >= Native.CPU_SETSIZE || Native.sched_getaffinity(0, SetSize, &before) < 0)
            return default;

        here[processor / 64] = 1UL << (processor % 64);
        return Native.sched_setaffinity(0, SetSize, &here) < 0 ? default : new CpuAffinity(before);
    }

    public void Dispose()
    {
        if (!isKept)
            return;
        fixed (Native.Struct.cpu_set_t* mask = &before)
            _ = Native.sched_setaffinity(0, SetSize, mask);
    }
}
