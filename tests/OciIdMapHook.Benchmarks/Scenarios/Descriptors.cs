using System.Globalization;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// A descriptor of a user namespace with a map, one at a time and ten at once, in blocks that alternate with those of a Go
/// program which makes it as containerd does: by a process of its own that it starts under ptrace. Before each block is a pause,
/// so that neither side pays for what the other one left to the kernel.
/// </summary>
internal static class Descriptors
{
    private const int Blocks = 10;
    private const int WarmUps = 20;
    private const int Together = 10;

    // After some 250 namespaces in a row the kernel is busy clearing them away, and each further one takes twice as long.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    public static async Task<Row> MeasureOneAsync()
    {
        var (ours, go) = await AlternateAsync(rounds: 50, atOnce: 1);
        return Row.ByOurs("descriptor of a user namespace: as containerd makes it, in Go / ours", ours, go, Bars.OneDescriptor);
    }

    public static async Task<Row> MeasureTenAsync()
    {
        var (ours, go) = await AlternateAsync(rounds: 20, atOnce: Together);
        return Row.ByOurs("ten of them at once: in Go / ours", ours, go, Bars.TenDescriptors);
    }

    /// <remarks>The runtime counts them exactly, so that BenchmarkDotNet, which rounds, is not needed for it.</remarks>
    public static Row MeasureAllocation()
    {
        const int Rounds = 1000;
        for (var round = 0; round < WarmUps; round++)
            DescriptorRounds.Make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
            DescriptorRounds.Make();
        var perRound = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        return Row.Size("managed bytes allocated per descriptor", new Samples(perRound), null, Bars.DescriptorAllocation);
    }

    private static async Task<(Samples Ours, Samples Go)> AlternateAsync(int rounds, int atOnce)
    {
        var (ours, go) = (new List<double>(), new List<double>());
        string[] numbers = [rounds.ToString(CultureInfo.InvariantCulture), atOnce.ToString(CultureInfo.InvariantCulture)];
        for (var block = 0; block < Blocks; block++)
        {
            await Task.Delay(_pause);
            ours.AddRange(await HostCommand.ReadNumbersAsync(
                Environment.ProcessPath!, [typeof(Descriptors).Assembly.Location, DescriptorRounds.Verb, .. numbers]));
            await Task.Delay(_pause);
            go.AddRange(await HostCommand.ReadNumbersAsync(Repository.Yardstick("userns-go"), numbers));
        }

        return (new Samples(ours), new Samples(go));
    }
}
