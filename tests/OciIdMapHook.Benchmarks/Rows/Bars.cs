namespace OciIdMapHook.Benchmarks.Rows;

/// <summary>The bars of every row. <c>tests/bench.sh --check</c> fails where one does not hold.</summary>
internal static class Bars
{
    public static Bar HookByGo { get; } = Bar.AtMost(1.0, 0.8);

    public static Bar HookByC { get; } = Bar.AtMost(2.2, 1.5);

    public static Bar NothingToDo { get; } = Bar.AtMost(1.5, 1.3);

    public static Bar SecondStage { get; } = Bar.AtMost(1, 0.8, Measure.Milliseconds);

    public static Bar OneDescriptor { get; } = Bar.AtLeast(5, 7);

    public static Bar TenDescriptors { get; } = Bar.AtLeast(5, 8);

    public static Bar DescriptorAllocation { get; } = Bar.AtMost(200, 0, Measure.Bytes);

    public static Bar ManyFiles { get; } = Bar.AtMost(1.1, 1.0);

    public static Bar RecursiveChown { get; } = Bar.AtLeast(200, 1000);

    public static Bar ManyLayers { get; } = Bar.AtMost(5, 2);

    public static Bar ManyMounts { get; } = Bar.AtMost(3, 1.5);

    public static Bar RuntimeRun { get; } = Bar.AtMost(3, 1.5, Measure.MoreMilliseconds);

    public static Bar PeakMemory { get; } = Bar.AtMost(8, 5, Measure.Mebibytes);

    public static Bar ExecutableSize { get; } = Bar.AtMost(3, 2, Measure.Mebibytes);
}
