namespace OciIdMapHook.Operations;

internal static class PtraceCheck
{
    private const string Id = "ptrace";
    private const string WhyItMatters =
        "containers of runtimes that hold a descriptor of their root (runc 1.3.6, 1.4.3, 1.5 and newer, crun) are refused, and "
        + "so are a rootfs with mounts of the host inside it and volumes with maps of their own; for the others the user "
        + "namespace of the container's init serves";

    /// <summary>"No attach": neither PTRACE_ATTACH nor PTRACE_TRACEME, not for root either (Yama.rst).</summary>
    private const long NoAttach = 3;

    internal static Finding Evaluate(KernelFacts kernel)
    {
        if (kernel.Settings.PtraceScope == NoAttach)
        {
            return Finding.Problem(
                "ptrace-scope",
                "kernel.yama.ptrace_scope is 3: nobody may use ptrace",
                WhyItMatters,
                "set kernel.yama.ptrace_scope to 2 or less in /etc/sysctl.d and boot again: 3 cannot be lowered while the kernel "
                + "runs");
        }

        return kernel.Ptrace switch
        {
            { Works: true } => Finding.Ok(Id, "a process can be stopped and let go (PTRACE_SEIZE)"),
            null when kernel.UserNamespace.Works => Finding.Ok(Id, "a child can be held by ptrace, as user namespaces are made"),
            null => Finding.Unknown(
                Id, "there is no process to try ptrace with", WhyItMatters, "run the check where there is a shell"),
            { Failure: var failure } => PrivilegeCheck.Failure(
                kernel,
                Id,
                $"no process can be stopped: {failure}",
                WhyItMatters,
                "see which security module or sandbox refuses ptrace"),
        };
    }

    /// <summary>No user namespace can be made because ptrace is forbidden.</summary>
    internal static bool Explains(KernelFacts kernel) => kernel.Settings.PtraceScope == NoAttach
        || (kernel.Ptrace is { Works: false }
            && kernel.UserNamespace.Failure?.Contains("PTRACE_TRACEME", StringComparison.Ordinal) is true);
}
