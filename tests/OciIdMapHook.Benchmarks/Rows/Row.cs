using OciIdMapHook.Benchmarks.Measuring;

namespace OciIdMapHook.Benchmarks.Rows;

/// <summary>One line of the table: a figure, what it was made of, and the bar for it.</summary>
internal sealed record Row
{
    private const double Mebibyte = 1 << 20;
    private const double NanosecondsPerMillisecond = 1e6;

    private Row()
    {
    }

    /// <summary>What is compared with what: "… / …" for a ratio.</summary>
    public required string What { get; init; }

    public required Samples Ours { get; init; }

    /// <summary>Null where the bar is absolute and there is nothing to show beside it.</summary>
    public required Samples? Yardstick { get; init; }

    public required Bar Bar { get; init; }

    /// <summary>In the unit that the bar's measure names.</summary>
    public required double Figure { get; init; }

    public bool Holds => Bar.Holds(Figure);

    public bool ReachesAim => Bar.ReachesAim(Figure);

    /// <summary>How many times as long as the yardstick ours takes.</summary>
    public static Row OursBy(string what, Samples ours, Samples yardstick, Bar bar) =>
        Of(what, ours, yardstick, bar, ours.Median / yardstick.Median);

    /// <summary>How many times as long as ours the yardstick takes.</summary>
    public static Row ByOurs(string what, Samples ours, Samples yardstick, Bar bar) =>
        Of(what, ours, yardstick, bar, yardstick.Median / ours.Median);

    /// <summary>What ours takes more than the yardstick beside it, as the median of the differences.</summary>
    public static Row More(string what, Samples ours, Samples yardstick, Bar bar) =>
        Of(what, ours, yardstick, bar, ours.Minus(yardstick).Median / NanosecondsPerMillisecond);

    /// <summary>The milliseconds that ours takes; the yardstick's are for comparison only.</summary>
    public static Row Time(string what, Samples ours, Samples yardstick, Bar bar) =>
        Of(what, ours, yardstick, bar, ours.Median / NanosecondsPerMillisecond);

    /// <summary>The bytes that ours takes; the yardstick's are for comparison only.</summary>
    public static Row Size(string what, Samples ours, Samples? yardstick, Bar bar) =>
        Of(what, ours, yardstick, bar, ours.Median / (bar.Measure == Measure.Mebibytes ? Mebibyte : 1));

    private static Row Of(string what, Samples ours, Samples? yardstick, Bar bar, double figure) =>
        new() { What = what, Ours = ours, Yardstick = yardstick, Bar = bar, Figure = figure };
}
