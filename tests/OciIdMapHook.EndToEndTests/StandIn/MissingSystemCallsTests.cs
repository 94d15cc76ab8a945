namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A seccomp filter makes one system call of the hook fail, as on a kernel that lacks or forbids it.</summary>
public sealed class MissingSystemCallsTests : StandInScenario
{
    [TestCase("clone3:ENOSYS", "clone3", "5\\.[0-9]+|seccomp")]
    [TestCase("pidfd_open:ENOSYS", "pidfd_open", "5\\.3|seccomp")]
    [TestCase("pidfd_send_signal:ENOSYS", "pidfd_send_signal", "5\\.1|seccomp")]
    [TestCase("ptrace:EPERM", "ptrace", "yama|seccomp")]
    [TestCase("open_tree:ENOSYS", "open_tree", "5\\.12|seccomp")]
    [TestCase("open_tree:EPERM", "open_tree", "CAP_SYS_ADMIN")]
    [TestCase("mount_setattr:ENOSYS", "mount_setattr", "5\\.12|seccomp")]
    [TestCase("mount_setattr:EPERM", "mount_setattr", "CAP_SYS_ADMIN.*outer one.*give them to the container's host ids")]
    [TestCase("mount_setattr:EBUSY", "mount_setattr", "held open for writing")]
    [TestCase("mount_setattr:EINVAL", "mount_setattr", "ext4")]
    [TestCase("move_mount:ENOSYS", "move_mount", "5\\.12|seccomp")]
    [TestCase("move_mount:EPERM", "move_mount", "CAP_SYS_ADMIN")]
    [TestCase("setns:EPERM", "setns", "CAP_SYS_ADMIN.*root of the user namespace that a rootless engine has made")]
    [TestCase("unshare:EPERM", "unshare", "CAP_SYS_ADMIN")]
    [TestCase("openat2:ENOSYS", "openat2", "5\\.6|seccomp")]
    public Task One_that_fails_is_named_with_its_cause_and_all_is_as_it_was(string rule, string operation, string cause) =>
        Refusals.LeavesAllAsItWasAsync(
            Run.WithPins().With("--cwd", "root").WithSubmounts("data", "data", "etc").With("--hook-seccomp", rule),
            operation,
            cause);

    /// <summary>Linux 6.8 brought them; before, the mount table is read again.</summary>
    [TestCase("listmount:ENOSYS")]
    [TestCase("listmount:EPERM")]
    [TestCase("statmount:ENOSYS")]
    public async Task One_that_older_kernels_lack_is_done_without(string rule) =>
        (await Run.WithPins().WithSubmounts("data", "data", "etc").With("--hook-seccomp", rule).RunAsync()).ThatRanRight();
}
