namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class UnmappableRootsTests : StandInScenario
{
    [TestCase("ramfs")]
    [TestCase("proc")]
    [TestCase("sysfs")]
    public Task A_file_system_that_cannot_be_idmapped_is_named(string fileSystem) =>
        Refusals.LeavesAllAsItWasAsync(
            Run.With("--host-mount", $"/:{fileSystem}", "--pin-root"), "mount_setattr", fileSystem,
            "keep these files on one that does");

    [Test]
    public Task An_overlay_that_covers_its_own_lower_layer_is_refused() => Refusals.LeavesAllAsItWasAsync(
        Run.With("--host-mount", "/:overlay", "--pin-root"),
        "is an overlay whose layers must be idmapped",
        "lower layer .*/rootfs/* is covered by the overlay itself; mount the overlay on another folder");

    [Test]
    public async Task A_mount_of_the_host_below_the_root_comes_along() =>
        (await Run.With("--host-mount", "data:tmpfs").WithPins().RunAsync()).ThatRanRight();

    [Test]
    public async Task A_mount_of_the_host_that_cannot_be_idmapped_is_left_with_a_warning()
    {
        var facts = (await Run.With("--host-mount", "data:proc").WithPins().RunAsync()).ThatRanRight();

        Assert.That(facts.HookError, Does.Match(
            "warning: mount_setattr.MOUNT_ATTR_IDMAP. of .*/data on proc: EINVAL .*; this mount of the host is left as it is"));
    }
}
