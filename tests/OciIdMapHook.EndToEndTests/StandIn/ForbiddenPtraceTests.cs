namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// Where ptrace is forbidden, as by kernel.yama.ptrace_scope=3 or a sandbox, no child can be held for a user namespace of its
/// own: the init's serves.
/// </summary>
public sealed class ForbiddenPtraceTests : VolumeScenario
{
    private const string Cause = "kernel.yama.ptrace_scope=3, .*a seccomp filter";

    [TestCase("ptrace:EPERM")]
    [TestCase("ptrace:ENOSYS")]
    public async Task Is_no_hindrance_where_nobody_pins_the_root(string rule) =>
        (await Run.WithSubmounts("data", "data", "etc").With("--hook-seccomp", rule).RunAsync()).ThatRanRight();

    [Test]
    public async Task Is_no_hindrance_to_ids_in_several_ranges()
    {
        string[] ranges = ["0:100000:1000", "1000:300000:1", "1001:200000:64535"];
        Bundle.WriteConfig(ranges);

        (await Run.With(ranges.SelectMany(range => new[] { "--map", range })).With("--hook-seccomp", "ptrace:EPERM").RunAsync())
            .ThatRanRight();
    }

    [Test]
    public async Task Is_no_hindrance_to_volumes_with_the_container_s_ids()
    {
        var run = With(Bind("data", "idmap")).WithSubmounts($"data:rbind={Source()}")
            .With("--hook-seccomp", "ptrace:EPERM", "--stat", "data/file");

        Assert.That((await HasIdmappedAsync(run, "/data"))["stat.data/file"], Does.StartWith("0:0 "));
    }

    [Test]
    public async Task Is_no_hindrance_to_such_volumes_where_the_rootfs_stays()
    {
        var run = WithVolumesAlone(Bind("data", "idmap")).WithSubmounts($"data:rbind={Source()}")
            .With("--hook-seccomp", "ptrace:EPERM", "--stat", "data/file");

        Assert.That((await HasIdmappedAsync(run, "/data"))["stat.data/file"], Does.StartWith("0:0 "));
    }

    [TestCase("ptrace:EPERM")]
    [TestCase("ptrace:ENOSYS")]
    public Task Is_named_where_the_runtime_pins_its_root(string rule) => Refusals.LeavesAllAsItWasAsync(
        Run.With("--pin-root").With("--hook-seccomp", rule),
        "PTRACE_SEIZE",
        Cause,
        "this runtime holds descriptors of the root that only ptrace can re-open: allow ptrace for the hook");

    [Test]
    public Task Is_named_where_mounts_of_the_host_lie_in_the_root() => Refusals.LeavesAllAsItWasAsync(
        Run.With("--host-mount", "data:tmpfs", "--hook-seccomp", "ptrace:EPERM"),
        "PTRACE_TRACEME",
        Cause,
        "is locked again by a child that ptrace holds: mounts of the host inside it, .*; allow ptrace for the hook");

    [Test]
    public Task Is_named_where_a_volume_has_maps_of_its_own() => Refusals.LeavesAllAsItWasAsync(
        With(Bind("data", "idmap=uids=0-33-1;gids=0-34-1")).WithSubmounts($"data:rbind={Source()}")
            .With("--hook-seccomp", "ptrace:EPERM"),
        "PTRACE_TRACEME",
        Cause,
        "a volume with maps of its own needs a user namespace that is made by a child that ptrace holds; allow ptrace for the "
        + "hook");
}
