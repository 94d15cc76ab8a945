namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class RefusedVolumesTests : VolumeScenario
{
    [Test]
    public Task On_a_file_system_that_cannot_be_idmapped_are_named() => Refusals.LeavesAllAsItWasAsync(
        With(Bind("mnt", "idmap"), StandInBundle.Bind("/proc", "data", "idmap")).WithPins()
            .WithSubmounts($"mnt:rbind={Source()}", "data:rbind=/proc"),
        "mount_setattr",
        "of the volume /[^ ]+/rootfs/data on proc: EINVAL",
        "no Linux known to this hook supports idmapped mounts of proc; keep /[^ ]+/rootfs/data on a file system that supports");

    [Test]
    public Task With_a_mount_of_the_host_that_cannot_be_idmapped_name_it() => Refusals.LeavesAllAsItWasAsync(
        With(Bind("data", "ridmap")).WithPins().WithSubmounts($"data:rbind={Source()}")
            .With("--host-mount", "../../source/nested:proc"),
        "mount_setattr\\(MOUNT_ATTR_IDMAP, AT_RECURSIVE\\) of the volume /[^ ]+/rootfs/data on ext4, proc: EINVAL",
        "keep /[^ ]+/rootfs/data/nested on a file system that supports");

    [Test]
    public async Task That_are_covered_by_what_their_destination_leads_to_are_left()
    {
        File.CreateSymbolicLink(Path.Combine(Bundle.Rootfs, "link"), "mnt/nested");
        Directory.CreateDirectory(Path.Combine(Bundle.Rootfs, "mnt", "nested"));
        await HasIdmappedAsync(WithVolumesAlone(Bind("link", "idmap"), StandInBundle.Bind(Source("later"), "mnt"))
            .WithSubmounts($"mnt/nested:rbind={Source()}", $"mnt:rbind={Source("later")}")
            .With("--host-mount", "../../later/nested:tmpfs"));
    }

    [TestCase("open_tree:ENOSYS", "open_tree", "5\\.12|seccomp")]
    [TestCase(
        "mount_setattr:EINVAL", "mount_setattr", "ext4 supports idmapped mounts since Linux 5\\.12, and this kernel refused")]
    [TestCase("mount_setattr:EPERM", "mount_setattr", "CAP_SYS_ADMIN")]
    [TestCase("move_mount:EPERM", "move_mount", "CAP_SYS_ADMIN")]
    [TestCase("setns:EPERM", "setns", "CAP_SYS_ADMIN")]
    [TestCase("openat2:ENOSYS", "openat2", "5\\.6|seccomp")]
    public Task Are_as_they_were_if_a_call_fails(string rule, string operation, string cause) => Refusals.LeavesAllAsItWasAsync(
        WithVolumesAlone(Bind("mnt", "idmap"), Bind("data", "idmap")).WithPins()
            .With("--pin-subdir", "data").WithSubmounts($"mnt:rbind={Source()}", $"data:rbind={Source()}")
            .With("--hook-seccomp", rule),
        operation,
        cause);

    [Test]
    public Task Are_as_they_were_if_the_init_cannot_open_them() => Refusals.LeavesAllAsItWasAsync(
        WithVolumesAlone(Bind("data", "idmap")).With("--pin-subdir", "data").WithSubmounts($"data:rbind={Source()}")
            .With("--init-seccomp", "openat2:EPERM"),
        "openat2 of /[^ ]+/rootfs/data in the container's init");

    [TestCase("umount2:EPERM", "--hook-seccomp")]
    [TestCase("dup3:EPERM", "--init-seccomp")]
    public async Task Are_never_left_half_done(string rule, string whose)
    {
        var facts = await WithVolumesAlone(Bind("data", "idmap")).With("--pin-subdir", "data")
            .WithSubmounts($"data:rbind={Source()}").With(whose, rule).ThatGoesOnRegardless().RunAsync();

        Refusals.SaysInOneLine(
            facts, 1, rule.Split(':')[0], "remount of /[^ ]+/rootfs/data as it was: failed: its mount is gone or covered",
            "init was killed");
        Assert.That(facts["init.signal"], Is.EqualTo("9"));
    }

    [Test]
    public async Task Leave_nothing_on_the_host_if_the_hook_is_killed()
    {
        var run = With(Bind("data", "ridmap"), StandInBundle.Bind(Source("inner"), "data/nested", "idmap"))
            .WithSubmounts($"data:rbind={Source()}", $"data/nested:rbind={Source("inner")}");
        var usual = (await run.RunAsync()).ThatRanRight().HookDuration;
        for (var i = 0; i < 20; i++)
        {
            await run.With("--kill-hook-after", Number((int)(usual.TotalMicroseconds * i / 20))).RunAsync();

            Assert.That(HostTraces.Of(Folder), Is.Empty, $"Killed after {i} of 20 parts of the time");
        }
    }
}
