using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// A descriptor of a user namespace with a map, one at a time and ten at once, in blocks that alternate with those of a Go
/// program which makes it as containerd does: by a process of its own that it starts under ptrace. Before each block is a pause,
/// so that neither side pays for what the other one left to the kernel.
/// </summary>
/// <remarks>
/// In this process and not in one that NativeAOT compiled: nearly all of the time is the kernel's, and the code around its calls
/// is optimised before it first runs here as well (TieredCompilation is off).
/// </remarks>
internal static class Descriptors
{
    private const string Map = "0 100000 65536\n";
    private const int Blocks = 10;
    private const int WarmUps = 20;
    private const int Together = 10;

    // After some 250 namespaces in a row the kernel is busy clearing them away, and each further one takes twice as long.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    public static async Task<Row> MeasureOneAsync()
    {
        var (ours, go) = await AlternateAsync(rounds: 50, atOnce: 1, TimeOfOne);
        return Row.ByOurs("descriptor of a user namespace: as containerd makes it, in Go / ours", ours, go, Bars.OneDescriptor);
    }

    public static async Task<Row> MeasureTenAsync()
    {
        using var gang = new Gang(Together, Make);
        var (ours, go) = await AlternateAsync(rounds: 20, atOnce: Together, gang.RunTogether);
        return Row.ByOurs("ten of them at once: in Go / ours", ours, go, Bars.TenDescriptors);
    }

    /// <remarks>The runtime counts them exactly, so that BenchmarkDotNet, which rounds, is not needed for it.</remarks>
    public static Row MeasureAllocation()
    {
        const int Rounds = 1000;
        for (var round = 0; round < WarmUps; round++)
            Make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
            Make();
        var perRound = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        return Row.Size("managed bytes allocated per descriptor", new Samples(perRound), null, Bars.DescriptorAllocation);
    }

    public static void Make() => UserNamespace.Create(Map, Map).Dispose();

    private static double TimeOfOne()
    {
        var start = Stopwatch.GetTimestamp();
        Make();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static async Task<(Samples Ours, Samples Go)> AlternateAsync(int rounds, int atOnce, Func<double> time)
    {
        var (ours, go) = (new List<double>(), new List<double>());
        for (var block = 0; block < Blocks; block++)
        {
            await Task.Delay(_pause);
            ours.AddRange(Enumerable.Range(0, WarmUps + rounds).Select(_ => time()).Skip(WarmUps));
            await Task.Delay(_pause);
            // It warms up by itself.
            var numbers = new[] { rounds, atOnce }.Select(number => number.ToString(CultureInfo.InvariantCulture));
            go.AddRange(await HostCommand.ReadNumbersAsync(Repository.Yardstick("userns-go"), numbers));
        }

        return (new Samples(ours), new Samples(go));
    }
}
