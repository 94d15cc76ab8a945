using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// A whole <c>run</c> of a real runtime: what the hook adds to it, the runtime's own work for a hook included. The bar is no ratio, so
/// that a minute in which the machine is slow counts in full. So the samples are taken in parts, spread over the whole run, and those
/// count that were taken while the processors were the machine's own: on a virtual machine another one has a core's second
/// thread now and then, for seconds or minutes, and everything takes a third longer. An empty program beside each pair tells.
/// </summary>
internal sealed class RuntimeRuns(WorkFolder work, Image busyBox)
{
    private const int WarmUps = 3;
    private const int PairsOfOnePart = 60;
    private const double NanosecondsPerMicrosecond = 1000;

    /// <summary>How much longer than in the fastest tenth an empty program may take for its pair to count.</summary>
    private const double Quiet = 1.15;

    private readonly Side runc = new("runc", work, busyBox);
    private readonly Side crun = new("crun", work, busyBox);

    public async Task TakeOnePartAsync()
    {
        await runc.TakeAsync();
        await crun.TakeAsync();
    }

    public IReadOnlyList<Row> Rows => [runc.Row, crun.Row];

    private sealed class Side(string runtime, WorkFolder work, Image busyBox)
    {
        private readonly Bundle hooked = Bundle.Create(work, busyBox.Folder, hook: Repository.Hook);
        private readonly Bundle plain = Bundle.Create(work, busyBox.Folder);
        private readonly List<(double With, double Empty, double Without)> rounds = [];
        private int number;

        public Row Row
        {
            get
            {
                var most = Quiet * new Samples(rounds.Select(round => round.Empty)).Percentile(0.1);
                var counted = rounds.Where(round => round.Empty <= most).ToArray();
                return Row.More(
                    $"{runtime} run of /bin/true, with the hook minus without",
                    new Samples(counted.Select(round => round.With)),
                    new Samples(counted.Select(round => round.Without)),
                    Bars.RuntimeRun);
            }
        }

        public async Task TakeAsync()
        {
            var samples = await Interleaved.TakeAsync(
                WarmUps, PairsOfOnePart, () => TimeAsync(hooked), () => TimeAsync(Repository.Yardstick("empty-c")), () => TimeAsync(plain));
            rounds.AddRange(samples[0].Zip(samples[1], samples[2]));
        }

        private Task<double> TimeAsync(Bundle bundle) => TimeAsync(
            runtime, "--root", work.Folder("state", runtime), "run", "--bundle", bundle.Folder, $"oci-idmap-bench-{++number}");

        private static async Task<double> TimeAsync(params IEnumerable<string> command)
        {
            var numbers = await HostCommand.ReadLineAsync(Repository.TimedScript, command);
            return numbers.Split(' ') is ["0", var microseconds]
                ? double.Parse(microseconds, System.Globalization.CultureInfo.InvariantCulture) * NanosecondsPerMicrosecond
                : throw new BenchmarkException($"{string.Join(' ', command)} failed: exit code and microseconds are {numbers}");
        }
    }
}
