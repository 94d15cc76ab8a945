using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The state's pid is not an init that may be touched.</summary>
public sealed class WrongInitsTests : StandInScenario
{
    [Test]
    public async Task A_process_that_is_gone_is_refused() =>
        Refusals.SaysInOneLine(await Run.With("--pid", "dead").RunAsync(), 1, "process [0-9]+", "gone|no such process");

    [Test]
    public async Task An_init_that_died_before_the_hook_and_was_not_reaped_is_refused() =>
        Refusals.SaysInOneLine(
            await Run.WithPins().With("--init-dies", "0").RunAsync(), 1, "process [0-9]+|init", "gone|ended|died");

    [TestCase(1000)]
    [TestCase(2000)]
    [TestCase(3000)]
    [TestCase(4000)]
    [TestCase(5000)]
    public async Task An_init_that_dies_while_the_hook_runs_leaves_nothing_behind(int microseconds)
    {
        var facts = await Run.WithPins().With("--init-dies", $"{microseconds}").RunAsync();

        Assert.That(facts.HookExitCode, Is.Zero.Or.EqualTo(1), facts.ToString());
        Assert.That(facts["init.signal"], Is.EqualTo("9"));
        Assert.That(facts.HookDuration, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public Task The_runtime_itself_is_refused_for_its_mount_namespace() =>
        Refusals.LeavesAllAsItWasAsync(
            Run.With("--pid", "self"),
            "hook's own mount namespace|config.json maps uids .* runs under 0:0:",
            "add a namespace|create the container again");

    [Test]
    public async Task An_init_in_the_mount_namespace_of_the_host_is_refused()
    {
        var facts = await Run.With("--same-mntns").RunAsync();

        Refusals.SaysInOneLine(facts, 1, "hook's own mount namespace", "would change that folder of the host");
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Does.Not.Contain(Bundle.Folder));
    }

    [Test]
    public async Task A_process_of_the_host_that_has_the_pid_now_is_refused()
    {
        await using var stranger = HostProcess.Start("sleep", "60");

        await Refusals.LeavesAllAsItWasAsync(Run.With("--pid", $"{stranger.ProcessId}"), "namespace");
    }

    /// <summary>There the id of the init is another process's, or nobody's.</summary>
    [Test]
    public async Task The_proc_of_another_pid_namespace_is_refused()
    {
        await using var other = HostProcess.Start(
            "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", "echo mounted; exec sleep 60");
        await other.FirstLine;

        await Refusals.LeavesAllAsItWasAsync(
            Run.WithHook("/usr/bin/nsenter", $"--mount=/proc/{other.ProcessId}/ns/mnt", Shipped.Hook),
            "/proc is that of another PID namespace",
            "mount the /proc of the PID namespace that the runtime runs in");
    }

    [Test]
    public Task An_init_that_is_traced_already_is_refused() =>
        Refusals.LeavesAllAsItWasAsync(Run.WithPins().With("--tracer"), "PTRACE_SEIZE", "another tracer");

    [Test]
    public Task An_init_that_has_chrooted_already_is_refused() =>
        Refusals.LeavesAllAsItWasAsync(Run.With("--chroot"), "root directory", "createRuntime or prestart");

    [Test]
    public async Task A_container_without_a_user_namespace_is_left_alone()
    {
        Bundle.WriteConfig();

        var facts = (await Run.With("--no-userns").WithPins().RunAsync()).ThatRan();

        Assert.That(facts.Mounts.Root.IsIdMapped, Is.False);
        Assert.That(facts.Registers, Is.EqualTo("intact"));
    }

    [Test]
    public async Task Maps_other_than_those_of_the_configuration_are_taken_with_a_warning()
    {
        var facts = (await Run.WithPins().With("--map", "0:200000:65536").RunAsync()).ThatRanRight();

        Assert.That(
            facts.HookError,
            Does.Match("warning: config.json maps uids 0:100000:65536 .* the container's init runs under 0:200000:65536"));
        Assert.That(facts.HookError, Does.Contain("remounted idmapped (0:200000:65536)"));
    }
}
