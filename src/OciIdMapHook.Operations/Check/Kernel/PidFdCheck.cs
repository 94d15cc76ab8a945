namespace OciIdMapHook.Operations;

internal static class PidFdCheck
{
    internal static Finding Evaluate(KernelFacts kernel) => kernel.PidFd.Works
        ? Finding.Ok("pidfd", "processes can be pinned (pidfd_open, pidfd_send_signal)")
        : PrivilegeCheck.Failure(
            kernel,
            "pidfd",
            $"processes cannot be pinned: {kernel.PidFd.Failure}",
            "the hook trusts nothing of a container's init that it cannot pin, and refuses every container",
            "run Linux 5.12 or newer, outside of a sandbox that hides these calls");
}
