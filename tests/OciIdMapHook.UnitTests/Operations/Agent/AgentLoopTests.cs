using System.Collections.Concurrent;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Agent;

/// <summary>The loop of the agent, on a folder of its own and by a clock that the test moves.</summary>
public sealed class AgentLoopTests
{
    private const int Patience = 10_000; // milliseconds: of a machine that is busy
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private CancellationTokenSource stop = null!;
    private ManualTime time = null!;
    private Node node = null!;
    private Log log = null!;
    private string root = null!;
    private AgentLoop loop = null!;
    private Task running = null!;

    [SetUp]
    public void Create()
    {
        (stop, running) = (new CancellationTokenSource(), Task.CompletedTask);
        (time, node, log) = (new ManualTime(), new Node(), new Log());
        root = Directory.CreateTempSubdirectory("agent-loop-").FullName;
        Directory.CreateDirectory(root + InstallationPlace.PackagedFolder);
        var place = new InstallationPlace(root, [InstallationPlace.PackagedFolder]);
        loop = new AgentLoop(new AgentSettings { Place = place, Interval = Interval }, node, log, time);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // It has ended while it waited.
        }

        loop.Dispose();
        stop.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public void Looks_before_it_is_started_and_says_what_was_not_right()
    {
        node.Steps = [new("/hook", InstallationAction.Installed), new("/file", InstallationAction.Kept)];

        loop.Start();

        Assert.That(log.Lines[0], Is.EqualTo($"starts {HookVersion.OfThisTool} {root}"));
        Assert.That(log.Lines.Skip(1), Is.EquivalentTo(Enumerable.Repeat("repaired /hook Installed", node.Repairs)));
        Assert.That(node.Checks, Is.Zero, "that takes longer than whoever has started it waits");
    }

    [Test]
    public void Checks_and_reports_once_an_interval()
    {
        Run();
        Await(() => node.Reports, 1);
        Assert.That(node.Checks, Is.EqualTo(1));

        Pass(Interval - TimeSpan.FromSeconds(1));
        Assert.That(node.Checks, Is.EqualTo(1));
        Pass(TimeSpan.FromSeconds(1));

        Await(() => node.Reports, 2);
        Assert.That(node.Checks, Is.EqualTo(2));
    }

    [Test]
    public void A_change_of_a_folder_is_repaired_without_waiting_for_the_timer()
    {
        Run();
        Await(() => node.Reports, 1);
        var before = node.Repairs;

        File.WriteAllText($"{root}{InstallationPlace.PackagedFolder}/other.json", "{}");
        Await(() => time.Waiting, 2);
        Pass(TimeSpan.FromMilliseconds(20));

        Await(() => node.Reports, 2);
        Assert.That(node.Repairs, Is.GreaterThan(before));
        Assert.That(node.Checks, Is.EqualTo(1), "the clock has not come to the next one");
    }

    [Test]
    public void A_failure_is_said_once_is_tried_again_later_each_time_and_does_not_end_it()
    {
        node.Failure = "the disk is full";
        Run();
        Await(() => node.Reports, 1);

        // It has looked twice: what changed while it began to watch the folders is not missed. So the second wait is the first.
        var tries = node.Repairs;
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            Pass(TimeSpan.FromSeconds(seconds - 0.5));
            Assert.That(node.Repairs, Is.EqualTo(tries));
            Pass(TimeSpan.FromSeconds(0.5));
            Await(() => node.Repairs, ++tries);
        }

        Assert.That(log.Lines.Count(line => line == "failed the disk is full"), Is.EqualTo(1));

        node.Failure = null;
        Pass(Interval);
        Await(() => log.Lines.Count(line => line == "works install"), 1);
    }

    [Test]
    public void A_check_that_fails_is_reported_all_the_same_and_said()
    {
        node.CheckFailure = "no folder";

        Run();

        Await(() => node.Reports, 1);
        Assert.That(log.Lines, Does.Contain("failed no folder"));
    }

    private void Run()
    {
        loop.Start();
        running = Task.Run(() => loop.RunAsync(stop.Token));
    }

    /// <summary>Lets time pass once the loop waits for it.</summary>
    private void Pass(TimeSpan span)
    {
        Await(() => Math.Min(time.Waiting, 1), 1);
        time.Advance(span);
    }

    private static void Await(Func<int> count, int expected) =>
        Assert.That(() => count(), Is.EqualTo(expected).After(Patience, pollingInterval: 2));

    private sealed class Node : IAgentNode
    {
        private int repairs;
        private int checks;
        private int reports;

        internal int Repairs => Volatile.Read(ref repairs);

        internal int Checks => Volatile.Read(ref checks);

        internal int Reports => Volatile.Read(ref reports);

        internal IReadOnlyList<InstallationStep> Steps { get; set; } = [];

        internal string? Failure { get; set; }

        internal string? CheckFailure { get; set; }

        public IReadOnlyList<InstallationStep> Repair()
        {
            Interlocked.Increment(ref repairs);
            return Failure is null ? Steps : throw new OperationException(Failure);
        }

        public Task CheckAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref checks);
            return CheckFailure is null ? Task.CompletedTask : throw new OperationException(CheckFailure);
        }

        public void Report() => Interlocked.Increment(ref reports);
    }

    private sealed class Log : IAgentLog
    {
        private readonly ConcurrentQueue<string> lines = new();

        internal IReadOnlyList<string> Lines => [.. lines];

        public void Starts(string version, string root) => lines.Enqueue($"starts {version} {root}");

        public void Repaired(InstallationStep step) => lines.Enqueue($"repaired {step.Path} {step.Action}");

        public void Failed(string reason) => lines.Enqueue($"failed {reason}");

        public void WorksAgain(string task) => lines.Enqueue($"works {task}");
    }
}
