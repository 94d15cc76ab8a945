using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// A whole <c>run</c> of a real runtime: what the hook adds to it, the runtime's own work for a hook included. The bar is no
/// ratio, so that a minute in which the machine is slow counts in full: the pairs are taken in parts, spread over the whole run.
/// They are many, because a run of runc takes six milliseconds more or less from one time to the next.
/// </summary>
internal sealed class RuntimeRuns(RunFolder work, Image busyBox)
{
    private const int WarmUps = 3;
    private const double NanosecondsPerMicrosecond = 1000;

    private readonly Side runc = new("runc", pairsOfOnePart: 240, work, busyBox);
    private readonly Side crun = new("crun", pairsOfOnePart: 120, work, busyBox);

    public async Task TakeOnePartAsync()
    {
        await runc.TakeAsync();
        await crun.TakeAsync();
    }

    public IReadOnlyList<Row> Rows => [runc.Row, crun.Row];

    private sealed class Side(string runtime, int pairsOfOnePart, RunFolder work, Image busyBox)
    {
        private readonly Bundle hooked = Bundle.Create(work, busyBox.Folder, hook: Measured.Hook);
        private readonly Bundle plain = Bundle.Create(work, busyBox.Folder);
        private readonly List<double> with = [];
        private readonly List<double> without = [];
        private int number;

        public Row Row => Row.More(
            $"{runtime} run of /bin/true, with the hook minus without", new Samples(with), new Samples(without), Bars.RuntimeRun);

        public async Task TakeAsync()
        {
            var samples = await Interleaved.TakeAsync(WarmUps, pairsOfOnePart, () => TimeAsync(hooked), () => TimeAsync(plain));
            with.AddRange(samples[0]);
            without.AddRange(samples[1]);
        }

        private async Task<double> TimeAsync(Bundle bundle)
        {
            var numbers = await MeasuredCommand.ReadLineAsync(
                Measured.TimedScript,
                runtime, "--root", work.Folder("state", runtime), "run", "--bundle", bundle.Folder,
                $"oci-idmap-bench-{++number}");
            return numbers.Split(' ') is ["0", var microseconds]
                ? double.Parse(microseconds, System.Globalization.CultureInfo.InvariantCulture) * NanosecondsPerMicrosecond
                : throw new BenchmarkException($"{runtime} run failed: exit code and microseconds are {numbers}");
        }
    }
}
