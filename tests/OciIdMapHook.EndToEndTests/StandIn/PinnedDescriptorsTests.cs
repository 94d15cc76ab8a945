namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class PinnedDescriptorsTests : StandInScenario
{
    [Test]
    public async Task All_name_the_new_root_with_the_flags_they_had()
    {
        var facts = (await Run.WithPins().RunAsync()).ThatRanRight();

        Assert.That(facts.PinNames, Has.Count.EqualTo(6));
        foreach (var name in facts.PinNames)
            Assert.That(facts.After(name), Is.EqualTo(facts.Before(name) with { Mount = facts.Root.Mount }), name);

        Assert.That(facts.Root.Mount, Is.Not.EqualTo(facts.Before("root").Mount));
    }

    [TestCase("root")]
    [TestCase("sub:etc")]
    [TestCase("sub:pinned/deep")]
    public async Task The_working_directory_follows(string directory)
    {
        var facts = (await Run.With("--cwd", directory).RunAsync()).ThatRanRight();

        Assert.That(facts.After("cwd").Mount, Is.EqualTo(facts.Root.Mount));
    }

    [Test]
    public async Task A_working_directory_elsewhere_stays()
    {
        var facts = (await Run.WithPins().With("--cwd", "outside").RunAsync()).ThatRanRight();

        Assert.That(facts.After("cwd"), Is.EqualTo(facts.Before("cwd")));
    }

    [Test]
    public async Task A_descriptor_on_a_moved_submount_stays_as_it_is()
    {
        var facts = (await Run.WithSubmounts("data").With("--pin-subdir", "data").RunAsync()).ThatRanRight();

        Assert.That(facts.After("pin.subdir:data"), Is.EqualTo(facts.Before("pin.subdir:data")));
    }

    [Test]
    public async Task Five_hundred_unrelated_descriptors_stay_as_they_are()
    {
        var facts = (await Run.WithPins().With("--fds", "500").RunAsync()).ThatRanRight();

        Assert.That(facts["unrelated.intact"], Is.EqualTo("500"));
    }

    [Test]
    public Task A_descriptor_on_a_file_of_the_root_is_refused() =>
        Refusals.LeavesAllAsItWasAsync(
            Run.WithPins().With("--pin-file", "etc/config"), "descriptor [0-9]+", "etc/config", "keep the runtime from");

    [TestCase("--threads", "8")]
    [TestCase("--dumpable", "0")]
    [TestCase("--propagation", "slave")]
    [TestCase("--new-pid")]
    public async Task They_follow_in_an_init_like_those_of_real_runtimes(params string[] option) =>
        (await Run.WithPins().With("--cwd", "root").With(option).RunAsync()).ThatRanRight();

    [TestCase("runc")]
    [TestCase("crun")]
    public async Task They_follow_whichever_way_the_state_is_written(string style) =>
        (await Run.WithPins().With("--state-style", style).RunAsync()).ThatRanRight();

    [Test]
    public async Task A_second_run_of_the_hook_changes_nothing()
    {
        var facts = (await Run.WithPins().With("--hook-twice").RunAsync()).ThatRanRight();

        Assert.That(facts["hook.2.exit"], Is.EqualTo("0"));
        Assert.That(facts.Mounts.Mounts, Has.Length.EqualTo(1));
    }
}
