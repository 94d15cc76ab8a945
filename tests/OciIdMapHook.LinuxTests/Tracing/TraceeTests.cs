using System.Diagnostics;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Tracing;

[NonParallelizable]
public sealed class TraceeTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    [Test]
    public void A_process_opens_a_folder_takes_it_over_and_sleeps_on()
    {
        using var sleeper = new Sleeper();
        var unchanged = sleeper.PathOf("fd/1");

        OwnThread.Run(() =>
        {
            using var tracee = Tracee.Hold(sleeper.Folder, Deadline.After(Plenty));
            using var files = new RemoteFiles(tracee);
            var opened = files.Open("/usr", OpenFlags.Path | OpenFlags.Directory);
            files.Duplicate(opened, 40, closeOnExec: true);
            files.ChangeDirectory(opened);
            files.Close(opened);
        });

        Assert.Multiple(() =>
        {
            Assert.That(sleeper.PathOf("fd/40"), Is.EqualTo("/usr"));
            Assert.That(sleeper.PathOf("cwd"), Is.EqualTo("/usr"));
            Assert.That(sleeper.PathOf("fd/1"), Is.EqualTo(unchanged));
            Assert.That(sleeper.WaitForExit(TimeSpan.FromMilliseconds(200)), Is.False);
        });
    }

    /// <summary>ptrace knows a process by its id, which another one may have by then.</summary>
    [Test]
    public void Another_process_with_the_id_is_not_held_and_lives_on()
    {
        using var stranger = new Sleeper();
        using var ended = new Sleeper();
        ended.Folder.PidFd.Kill();
        Assert.That(ended.WaitForExit(Plenty), Is.True);
        var pidFd = new PidFd(stranger.Folder.PidFd.Pid, ended.Folder.PidFd.Descriptor);

        var refused = Assert.Throws<LinuxException>(() => OwnThread.Run(() => Tracee.Seize(pidFd)));

        Assert.That(refused.Message, Does.Contain($"process {stranger.Folder.PidFd.Pid}"));
        Assert.That(stranger.WaitForExit(TimeSpan.FromMilliseconds(200)), Is.False);
    }

    [Test]
    public void An_interrupted_sleep_ends_when_it_would_have_and_well()
    {
        var watch = Stopwatch.StartNew();
        using var sleeper = new Sleeper("1");

        OwnThread.Run(() =>
        {
            using var tracee = Tracee.Hold(sleeper.Folder, Deadline.After(Plenty));
            using var files = new RemoteFiles(tracee);
            Thread.Sleep(300);
        });

        Assert.Multiple(() =>
        {
            Assert.That(sleeper.WaitForExit(Plenty), Is.True);
            Assert.That(sleeper.ExitCode, Is.Zero);
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1.9)), "the sleep began anew");
        });
    }

    [Test]
    public void What_the_process_cannot_open_is_an_error_with_its_path()
    {
        using var sleeper = new Sleeper();

        OwnThread.Run(() =>
        {
            using var tracee = Tracee.Hold(sleeper.Folder, Deadline.After(Plenty));
            using var files = new RemoteFiles(tracee);
            Assert.That(
                () => files.Open("/nowhere", OpenFlags.Path),
                Throws.TypeOf<LinuxException>().With.Message.Matches("openat2 of /nowhere in the container's init: ENOENT"));
        });
        Assert.That(sleeper.WaitForExit(TimeSpan.FromMilliseconds(100)), Is.False);
    }

    [Test]
    public void A_process_that_is_traced_already_cannot_be_held()
    {
        using var sleeper = new Sleeper();

        OwnThread.Run(() =>
        {
            using var first = Tracee.Hold(sleeper.Folder, Deadline.After(Plenty));
            OwnThread.Run(() => Assert.That(
                () => Tracee.Hold(sleeper.Folder, Deadline.After(Plenty)),
                Throws.TypeOf<LinuxException>().With.Message.Matches("PTRACE_SEIZE.*EPERM.*ptrace_scope.*another tracer")));
        });
    }

    [Test]
    public void A_process_dies_with_a_tracer_that_never_lets_go()
    {
        using var sleeper = new Sleeper();

        OwnThread.Run(() => Tracee.Hold(sleeper.Folder, Deadline.After(Plenty)));

        Assert.That(sleeper.WaitForExit(Plenty), Is.True);
    }

    [Test]
    public void The_vdso_has_a_system_call_instruction()
    {
        using var sleeper = new Sleeper();

        Assert.That(
            () => Vdso.FindInstruction(sleeper.Folder, SyscallAbi.Current.SystemCallInstruction), Is.GreaterThan(0));
    }
}
