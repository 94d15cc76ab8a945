using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.LinuxTests.Operations;

/// <summary>What is tried on the kernel that runs here, and what is left of it.</summary>
public sealed class KernelTrialsTests
{
    [Test]
    public void Everything_the_hook_needs_works_here_and_leaves_no_mount()
    {
        var before = File.ReadAllText("/proc/self/mountinfo");

        var kernel = KernelObserver.Observe();

        var failures = new[] { kernel.UserNamespace, kernel.PidFd, kernel.Ptrace!, kernel.MountCalls }.Select(
            probe => probe.Failure);
        Assert.That(failures, Has.All.Null);
        Assert.That(kernel.Release, Is.EqualTo(File.ReadAllText("/proc/sys/kernel/osrelease").Trim()));
        Assert.That(kernel.Settings.MaxUserNamespaces, Is.Positive);
        Assert.That(File.ReadAllText("/proc/self/mountinfo"), Is.EqualTo(before));
    }

    [Test]
    public void A_folder_that_is_not_there_yet_is_tried_by_its_nearest_parent()
    {
        using var root = new RootFiles("/");

        var storage = StorageObserver.ObserveConfigured("/dev/shm/no/such/storage", root, users: "Podman");

        Assert.That(storage.Probe.Failure, Is.Null);
        Assert.That(storage.Path, Is.EqualTo("/dev/shm/no/such/storage"));
        Assert.That(storage.TriedInstead, Is.EqualTo("/dev/shm"));
        Assert.That(storage.FileSystemType, Is.EqualTo("tmpfs"));
    }

    [Test]
    public void A_file_system_that_cannot_be_idmapped_says_so()
    {
        var storage = StorageObserver.ObserveNamed("/sys");

        Assert.That(storage.Probe.Errno, Is.EqualTo(Errno.EINVAL));
        Assert.That(storage.Probe.Failure, Does.Contain("no Linux known to this hook supports idmapped mounts of sysfs"));
        Assert.That(storage.IsMountRoot, Is.True);
    }
}
