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
/// <remarks>
/// A block stays on the processor that it started on, and each processor of a virtual machine is slower for a while now and then.
/// So there are many blocks, in parts that are spread over the whole run.
/// </remarks>
internal sealed class Descriptors
{
    private const int BlocksOfOnePart = 6;
    private const int WarmUps = 20;
    private const int Together = 10;

    // After some 250 namespaces in a row the kernel is busy clearing them away, and each further one takes twice as long.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Sides one = new(rounds: 50, atOnce: 1);
    private readonly Sides ten = new(rounds: 20, atOnce: Together);

    public IReadOnlyList<Row> Rows =>
    [
        Row.ByOurs("descriptor of a user namespace: as containerd, in Go / ours", one.Ours, one.Go, Bars.OneDescriptor),
        Row.ByOurs("ten of them at once: in Go / ours", ten.Ours, ten.Go, Bars.TenDescriptors),
        MeasureAllocation(),
    ];

    public async Task TakeOnePartAsync()
    {
        await one.TakeAsync();
        await ten.TakeAsync();
        await Task.Delay(Pause);
    }

    /// <remarks>The runtime counts them exactly, so that BenchmarkDotNet, which rounds, is not needed for it.</remarks>
    private static Row MeasureAllocation()
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

    private sealed class Sides(int rounds, int atOnce)
    {
        private readonly List<double> ours = [];
        private readonly List<double> go = [];
        private readonly string[] numbers =
            [rounds.ToString(CultureInfo.InvariantCulture), atOnce.ToString(CultureInfo.InvariantCulture)];

        public Samples Ours => new(ours);

        public Samples Go => new(go);

        public async Task TakeAsync()
        {
            for (var block = 0; block < BlocksOfOnePart; block++)
            {
                await Task.Delay(Pause);
                ours.AddRange(await MeasuredCommand.ReadNumbersAsync(
                    Environment.ProcessPath!, [typeof(Descriptors).Assembly.Location, DescriptorRounds.Verb, .. numbers]));
                await Task.Delay(Pause);
                go.AddRange(await MeasuredCommand.ReadNumbersAsync(Measured.Yardstick("userns-go"), numbers));
            }
        }
    }
}
