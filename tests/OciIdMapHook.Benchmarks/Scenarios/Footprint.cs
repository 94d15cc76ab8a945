using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>What the hook takes on disk.</summary>
internal static class Footprint
{
    public static Row Measure() => Row.Size(
        "the executable, stripped; beside it in Go",
        SizeOf(Measured.Hook),
        SizeOf(Measured.Yardstick("hook-go")),
        Bars.ExecutableSize);

    private static Samples SizeOf(string file) => new(new FileInfo(file).Length);
}
