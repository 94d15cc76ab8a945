using System.Globalization;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Reports;

/// <summary>Figures as text, with as many digits as can be told apart.</summary>
internal static class Figures
{
    private const double Micro = 1e3;
    private const double Milli = 1e6;
    private const double Whole = 1e9;
    private const double Mebibyte = 1 << 20;

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < Milli => $"{Digits(nanoseconds / Micro)} µs",
        < Whole => $"{Digits(nanoseconds / Milli)} ms",
        _ => $"{Digits(nanoseconds / Whole)} s",
    };

    /// <summary>For a power of ten.</summary>
    public static string RoundTime(double nanoseconds) => Time(nanoseconds).Replace(".00", "", StringComparison.Ordinal)
        .Replace(".0", "", StringComparison.Ordinal);

    public static string Mebibytes(double bytes) => $"{Digits(bytes / Mebibyte)} MiB";

    public static string Median(Samples? samples, Measure measure) => (samples, measure) switch
    {
        (null, _) => "–",
        (_, Measure.Mebibytes) => Mebibytes(samples.Median),
        (_, Measure.Bytes) => $"{Digits(samples.Median)} B",
        _ => Time(samples.Median),
    };

    /// <summary>The table's column for what was made of both sides; where the bar is for ours alone there is none.</summary>
    public static string Compared(Row row) => row.Bar.Measure switch
    {
        Measure.Ratio => Digits(row.Figure),
        Measure.MoreMilliseconds => $"{Digits(row.Figure)} ms",
        _ => "–",
    };

    public static string Bound(Bar bar, double bound)
    {
        var number = bound.ToString("#,0.##", CultureInfo.InvariantCulture);
        var unit = bar.Measure switch
        {
            Measure.MoreMilliseconds or Measure.Milliseconds => " ms",
            Measure.Mebibytes => " MiB",
            Measure.Bytes => " B",
            _ => "",
        };
        return $"{(bar.IsUpperBound ? '≤' : '≥')} {number}{unit}";
    }

    /// <summary>Three digits, or all of a greater number.</summary>
    private static string Digits(double number) => number.ToString(
        Math.Abs(number) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
