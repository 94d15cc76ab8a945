namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>Mounts of the host's below the rootfs, where the kernel has less than today's.</summary>
public sealed class HostMountsBelowTests : StandInScenario
{
    [TestCase("move_mount_beneath:EINVAL")] // Linux 6.4
    [TestCase("listmount:ENOSYS")] // Linux 6.7
    [TestCase("statmount:ENOSYS")]
    public async Task Are_where_they_were_with_the_calls_of_an_older_kernel(string filter)
    {
        var run = Run.With("--host-mount", "data:tmpfs", "--host-mount", "data/inner:tmpfs-ro", "--host-mount", "mnt:tmpfs");

        var without = (await run.WithoutHook().RunAsync()).ThatRan();
        var with = (await run.With("--hook-seccomp", filter).WithPins().RunAsync()).ThatRanRight();

        Assert.That(with.Mounts.Comparable, Is.EqualTo(without.Mounts.Comparable));
        Assert.That(
            with.Mounts.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint),
            Is.EquivalentTo(["/", "/data", "/data/inner", "/mnt"]));
    }
}
