namespace OciIdMapHook.Operations;

internal static class MountCallsCheck
{
    internal static Finding Evaluate(KernelFacts kernel) => kernel.MountCalls.Works
        ? Finding.Ok(
            "mount-calls", "mounts can be made, copied, changed and moved by descriptor (open_tree, mount_setattr, move_mount)")
        : PrivilegeCheck.Failure(
            kernel,
            "mount-calls",
            $"mounts cannot be handled by descriptor: {kernel.MountCalls.Failure}",
            "an idmapped mount is made in no other way: every container that needs one is refused",
            "run Linux 5.12 or newer, outside of a sandbox that hides these calls, with CAP_SYS_ADMIN");
}
