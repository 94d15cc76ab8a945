namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class SubmountsTests : StandInScenario
{
    [TestCase("data")]
    [TestCase("data etc mnt")]
    [TestCase("data data data")]
    [TestCase("data data/inside data/inside/deeper")]
    [TestCase("data mnt data mnt")]
    [TestCase("data:tmpfs-ro mnt")]
    public Task Are_where_they_were_in_the_same_order(string layout) => HasParityAsync(Run.WithSubmounts(layout.Split(' ')));

    [Test]
    public Task Are_where_they_were_if_files_are_bound_on_files() => HasParityAsync(Run.WithSubmounts(
        $"etc/config:bind={Bundle.FileToBind}", $"etc/secret:bind={Bundle.FileToBind}", $"etc/config:bind={Bundle.FileToBind}"));

    [Test]
    public async Task Stay_behind_with_a_warning_if_one_hides_another()
    {
        var facts = (await Run.WithPins().WithSubmounts("data/nested", "data").RunAsync()).ThatRanRight();

        Assert.That(
            facts.HookError,
            Does.Match("warning: mount [0-9]+ at data/nested .* is hidden by mount [0-9]+ at data and stays behind"));
        Assert.That(facts.Mounts.Mounts.Select(mount => mount.MountPoint), Has.Some.EqualTo("/data"));
    }

    [Test]
    public Task Are_where_they_were_if_one_is_proc() => HasParityAsync(Run.With("--new-pid").WithSubmounts("proc:proc", "data"));

    [Test]
    public Task Are_where_they_were_if_there_are_three_hundred() =>
        HasParityAsync(Run.WithSubmounts(Enumerable.Repeat("data", 300)));

    private static async Task HasParityAsync(StandInRun run)
    {
        var without = (await run.WithoutHook().RunAsync()).ThatRan();
        var with = (await run.WithPins().RunAsync()).ThatRanRight();

        Assert.That(with.Mounts.Comparable, Is.EqualTo(without.Mounts.Comparable));
    }
}
