using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>The hook from its spawn to its exit, and the same job done by a hook in Go and one in C.</summary>
internal sealed class WholeHook(RunFolder work, Image busyBox)
{
    private const int WarmUps = 5;
    private const int Rounds = 200;

    /// <summary>The least of times, and nearest to its bar.</summary>
    private const int RoundsOfNothing = 1000;

    public async Task<(IReadOnlyList<Row> Times, Row Peak)> MeasureAsync()
    {
        var bundle = Bundle.Create(work, busyBox.Folder);
        var runs = await Interleaved.TakeAsync(
            WarmUps,
            Rounds,
            RunOf(Measured.Hook),
            RunOf(Measured.Yardstick("hook-go")),
            RunOf(Measured.Yardstick("hook-c")));
        var (ours, go, c) = (Times(runs[0]), Times(runs[1]), Times(runs[2]));
        var peak = Row.Size("peak resident memory of the hook; beside it in Go", Peaks(runs[0]), Peaks(runs[1]), Bars.PeakMemory);
        return (
        [
            Row.OursBy("whole hook, root pinned, 4 mounts below it: ours / in Go", ours, go, Bars.HookByGo),
            Row.OursBy("the same: ours / in C", ours, c, Bars.HookByC),
        ], peak);

        Func<Task<MeasuredFacts>> RunOf(string hook) =>
            async () => (await new MeasuredRun(bundle, hook).RunAsync()).ThatIsRemapped();
    }

    /// <summary>A container without a user namespace: how long the hook takes to see that, beside an empty program.</summary>
    public async Task<Row> MeasureNothingToDoAsync()
    {
        var bundle = Bundle.Create(work, busyBox.Folder, hasUserNamespace: false);
        var times = await Interleaved.MeasureAsync(
            WarmUps, RoundsOfNothing, TimeOf(Measured.Hook), TimeOf(Measured.Yardstick("empty-c")));
        return Row.OursBy(
            "nothing to do, no user namespace: ours / an empty C program", times[0], times[1], Bars.NothingToDo);

        Func<Task<double>> TimeOf(string hook) => async () =>
            (await new MeasuredRun(bundle, hook).WithoutUserNamespace().RunAsync()).ThatIsLeftAlone().HookNanoseconds;
    }

    /// <summary>
    /// The same at Podman's own stage, where the hook gets config.json and gives it back; beside it a program that does only
    /// that.
    /// </summary>
    public async Task<Row> MeasureSecondStageAsync()
    {
        var config = Path.Combine(Bundle.Create(work, busyBox.Folder, hasUserNamespace: false).Folder, "config.json");
        var times = await Interleaved.MeasureAsync(
            WarmUps, Rounds, TimeOf(Measured.Hook, "precreate"), TimeOf("/bin/cat"));
        return Row.Time(
            "Podman's second stage, nothing needed; beside it cat", times[0], times[1], Bars.SecondStage);

        Func<Task<double>> TimeOf(params string[] command) => async () =>
            (await MeasuredCommand.ReadNumbersAsync(Measured.Yardstick("filter-c"), [config, .. command])).Single();
    }

    private static Samples Times(IEnumerable<MeasuredFacts> runs) => new(runs.Select(run => run.HookNanoseconds));

    private static Samples Peaks(IEnumerable<MeasuredFacts> runs) => new(runs.Select(run => run.HookPeakBytes));
}
