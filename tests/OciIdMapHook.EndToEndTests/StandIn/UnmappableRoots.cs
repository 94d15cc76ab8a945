namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class UnmappableRoots : StandInScenario
{
    [TestCase("overlay")]
    [TestCase("ramfs")]
    [TestCase("proc")]
    [TestCase("sysfs")]
    public Task A_file_system_that_cannot_be_idmapped_is_named(string fileSystem) =>
        Refusals.LeavesAllAsItWasAsync(
            Run.With("--host-mount", $"/:{fileSystem}", "--pin-root"), "mount_setattr", fileSystem, "keep the rootfs on");

    [Test]
    public Task A_mount_of_the_host_below_the_root_is_named() =>
        Refusals.LeavesAllAsItWasAsync(Run.With("--host-mount", "data:tmpfs").WithPins(), "open_tree|data", "locked|host");
}
