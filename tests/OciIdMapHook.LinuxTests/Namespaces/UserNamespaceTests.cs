using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Namespaces;

[NonParallelizable]
public sealed class UserNamespaceTests
{
    [Test]
    public void One_thousand_on_eight_threads_are_all_different_and_leak_nothing()
    {
        UserNamespace.Create("0 100000 1\n", "0 100000 1\n").Dispose();
        GC.Collect();
        var before = ProcessState.OfThisProcessBefore();
        var made = new FileDescriptor[8 * 125];

        OwnThread.RunMany(8, thread =>
        {
            for (var i = 0; i < 125; i++)
                made[(thread * 125) + i] = UserNamespace.Create($"0 {100000 + i} 1\n", $"0 {200000 + i} 1\n");
        });
        var inodes = made.Select(one => Linux.Files.Status(one).Inode).ToArray();
        foreach (var one in made)
            one.Dispose();
        var after = ProcessState.OfThisProcess();

        Assert.Multiple(() =>
        {
            Assert.That(inodes, Is.Unique);
            Assert.That(
                after.Descriptors, Is.LessThanOrEqualTo(before.Descriptors), "what other tests left to the finalizer may go");
            Assert.That(after.Children, Is.Zero);
        });
    }

    [Test]
    public void Its_maps_are_those_that_were_asked_for()
    {
        OwnThread.Run(() =>
        {
            using var child = HeldChild.Start();
            using var userNamespace = UserNamespace.WithMaps(child, "0 100000 1000\n1000 5 1\n", "0 200000 1000\n");

            Assert.Multiple(() =>
            {
                Assert.That(Fields(child, "uid_map"), Is.EqualTo(["0 100000 1000", "1000 5 1"]));
                Assert.That(Fields(child, "gid_map"), Is.EqualTo(["0 200000 1000"]));
            });
        });
    }

    [Test]
    public void Three_hundred_and_forty_ranges_are_written_in_one_piece()
    {
        var map = string.Concat(Enumerable.Range(0, 340).Select(i => $"{i * 2} {1000 + (i * 2)} 1\n"));

        Assert.That(() => UserNamespace.Create(map, map).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_map_the_kernel_refuses_is_an_error_that_says_so()
    {
        Assert.That(
            () => UserNamespace.Create("0 1 10\n5 100 10\n", "0 1 1\n"),
            Throws.TypeOf<LinuxException>()
                .With.Message.Matches("write of .* to uid_map of the held child: EINVAL .*: the kernel refuses these ranges"));
    }

    [Test]
    public void A_child_killed_before_its_maps_are_written_is_an_error_and_never_a_namespace()
    {
        OwnThread.Run(() =>
        {
            using var child = HeldChild.Start();
            child.PidFd.Kill();
            WaitForEnd(child.PidFd.Pid);

            Assert.That(
                () => UserNamespace.WithMaps(child, "0 100000 1\n", "0 100000 1\n"),
                Throws.TypeOf<LinuxException>().With.Message.Contains("killed it before its maps were written"));
        });
    }

    [Test]
    public void A_child_is_held_stopped_by_ptrace_in_a_user_namespace_of_its_own()
    {
        OwnThread.Run(() =>
        {
            using var child = HeldChild.Start();
            var status = File.ReadAllLines($"/proc/{child.PidFd.Pid}/status");

            Assert.Multiple(() =>
            {
                Assert.That(status, Has.Some.Matches("State:\tt "));
                Assert.That(status, Has.None.Matches("TracerPid:\t0$"));
                Assert.That(LinkOf($"/proc/{child.PidFd.Pid}/ns/user"), Is.Not.EqualTo(LinkOf("/proc/self/ns/user")));
            });
        });
    }

    [Test]
    public void A_child_can_be_started_in_a_cgroup()
    {
        using var cgroup = new TemporaryCgroup();

        OwnThread.Run(() =>
        {
            using var folder = Linux.Files.OpenAt(
                FileDescriptor.WorkingDirectory, cgroup.Path, OpenFlags.ReadOnly | OpenFlags.Directory);
            using var child = HeldChild.Start(folder);

            Assert.That(File.ReadAllText($"/proc/{child.PidFd.Pid}/cgroup"), Does.Contain($"0::/{cgroup.Name}\n"));
        });
    }

    [Test]
    public void A_child_dies_with_the_thread_that_started_it()
    {
        var pid = 0;
        HeldChild? child = null;
        OwnThread.Run(() =>
        {
            child = HeldChild.Start();
            pid = child.PidFd.Pid;
        });

        WaitForEnd(pid);
        child!.Dispose();
        Assert.That(Directory.Exists($"/proc/{pid}"), Is.False);
    }

    private static string[] Fields(HeldChild child, string name) => File.ReadAllLines($"/proc/{child.PidFd.Pid}/{name}")
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();

    private static string LinkOf(string path) => new FileInfo(path).LinkTarget!;

    private static void WaitForEnd(int pid)
    {
        while (!File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal))
            Thread.Yield();
    }
}
