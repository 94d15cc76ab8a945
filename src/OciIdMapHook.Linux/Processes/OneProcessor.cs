using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>
/// Keeps the calling thread, and a child that it starts, on the processor it runs on until disposed. Parent and child only ever wait
/// for each other: on two processors each turn would begin with waking one of them, which takes longer than the turn. Where the kernel
/// refuses, they may be wherever they are.
/// </summary>
internal readonly ref partial struct OneProcessor
{
    private readonly ProcessorSet before;
    private readonly bool isKept;

    private OneProcessor(ProcessorSet before)
    {
        this.before = before;
        isKept = true;
    }

    internal static OneProcessor Keep()
    {
        ProcessorSet before = default, here = default;
        var processor = GetProcessorNative();
        if (processor is < 0 or >= ProcessorSet.Most || GetAffinityNative(0, Unsafe.SizeOf<ProcessorSet>(), ref before) < 0)
            return default;

        here[processor / 64] = 1UL << (processor % 64);
        return SetAffinityNative(0, Unsafe.SizeOf<ProcessorSet>(), in here) < 0 ? default : new OneProcessor(before);
    }

    public void Dispose()
    {
        if (isKept)
            _ = SetAffinityNative(0, Unsafe.SizeOf<ProcessorSet>(), in before);
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessorNative();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinityNative(int thread, nint size, ref ProcessorSet set);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinityNative(int thread, nint size, in ProcessorSet set);

    /// <summary><c>cpu_set_t</c> of sched.h.</summary>
    [InlineArray(Most / 64)]
    internal struct ProcessorSet
    {
        internal const int Most = 1024; // CPU_SETSIZE

        private ulong first;
    }
}
