namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The init makes a few system calls that it never asked for. Nothing else may tell it so.</summary>
public sealed class InterruptedInitTests : StandInScenario
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(250);

    [TestCaseSource(typeof(Waits), nameof(Waits.All))]
    public async Task Registers_red_zone_and_result_are_as_without_the_hook(string wait, int milliseconds)
    {
        var run = Run.WithPins().With("--cwd", "root").With(Waits.Options(wait, milliseconds));

        var facts = (await run.RunAsync()).ThatRanRight();

        Assert.That(facts.Registers, Is.EqualTo("intact"));
        Assert.That(facts["wait.returned"], Is.EqualTo(facts["wait.expected"]));
    }

    [TestCaseSource(typeof(Waits), nameof(Waits.WithTimeout))]
    public async Task A_timeout_takes_as_long_as_it_was_asked_to(string wait)
    {
        var asked = TimeSpan.FromMilliseconds(700);

        var facts = (await Run.WithPins().With(Waits.Options(wait, 700)).RunAsync()).ThatRanRight();

        Assert.That(facts.Waited, Is.InRange(asked, asked + Slack));
    }

    [Test]
    public async Task Threads_beside_a_computing_one_do_not_matter() =>
        (await Run.WithPins().With("--threads", "8", "--wait", "spin").RunAsync()).ThatRanRight();
}
