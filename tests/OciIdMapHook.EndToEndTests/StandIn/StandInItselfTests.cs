namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>With a hook that does nothing: what a host-owned rootfs looks like in a user namespace.</summary>
public sealed class StandInItselfTests : StandInScenario
{
    [Test]
    public async Task The_root_belongs_to_nobody_and_cannot_be_written()
    {
        var facts = (await Run.WithoutHook().With("--touch", "/file").RunAsync()).ThatRan();

        Assert.That(facts["root.owner"], Is.EqualTo("65534:65534"));
        Assert.That(facts["touch./file"], Is.EqualTo("EACCES"));
        Assert.That(facts["root.idmapped"], Is.EqualTo("no"));
    }

    [Test]
    public async Task Every_pin_names_the_root_that_it_was_opened_on()
    {
        var facts = (await Run.WithoutHook().WithPins().With("--cwd", "root").RunAsync()).ThatRan();

        Assert.That(facts.PinNames, Has.Count.EqualTo(6));
        foreach (var name in facts.PinNames.Append("cwd"))
        {
            Assert.That(facts.After(name), Is.EqualTo(facts.Before(name)));
            Assert.That(facts.After(name).Mount, Is.EqualTo(facts.Root.Mount));
        }
    }

    [TestCaseSource(typeof(Waits), nameof(Waits.All))]
    public async Task Registers_and_the_result_of_the_wait_are_intact(string wait, int milliseconds)
    {
        var facts = (await Run.WithoutHook().With(Waits.Options(wait, milliseconds)).RunAsync()).ThatRan();

        Assert.That(facts.Registers, Is.EqualTo("intact"));
        Assert.That(facts["wait.returned"], Is.EqualTo(facts["wait.expected"]));
    }

    [Test]
    public async Task Submounts_are_reported_in_the_order_of_their_making()
    {
        var facts = (await Run.WithoutHook()
            .WithSubmounts("data", "data", "data/inside", $"etc/config:bind={Bundle.FileToBind}").RunAsync()).ThatRan();

        Assert.That(
            facts.Mounts.Mounts.Select(mount => (mount.MountPoint, mount.FileSystem == "tmpfs" ? mount.Source : "")),
            Is.EqualTo(
            [
                ("/", ""), ("/data", "stand-in-0"), ("/data", "stand-in-1"), ("/data/inside", "stand-in-2"), ("/etc/config", ""),
            ]));
    }

    [Test]
    public async Task Mounts_outside_of_the_rootfs_are_in_the_table_that_the_hook_reads()
    {
        const string Count = """grep -c ' /mnt/[0-9]* ' /proc/$(grep -o '"pid":[0-9]*' | grep -o '[0-9]*')/mountinfo""";
        var facts = (await Run.WithHook("/bin/sh", "-c", Count).With("--other-mounts", "20").RunAsync()).ThatRan();

        Assert.That(facts["hook.1.stdout"], Is.EqualTo(@"20\n"));
    }

    [Test]
    public async Task A_hook_is_timed_and_its_memory_measured()
    {
        var facts = (await Run.WithHook("/bin/sleep", "0.05").RunAsync()).ThatRan();

        Assert.That(facts.Number("hook.1.nsec"), Is.InRange(50_000_000, 2_000_000_000));
        Assert.That(facts.Number("hook.1.maxrss_kb"), Is.InRange(500, 5_000));
    }

    [Test]
    public async Task A_failing_hook_keeps_the_container_from_starting()
    {
        var facts = await Run.WithHook("/bin/false").RunAsync();

        Assert.That(facts.ExitCode, Is.EqualTo(1), facts.ToString());
        Assert.That(facts["init.signal"], Is.EqualTo("9"));
    }
}
