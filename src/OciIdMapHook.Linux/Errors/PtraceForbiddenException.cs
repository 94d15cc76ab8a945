namespace OciIdMapHook.Linux;

/// <summary>A child could not be held because ptrace(2) is forbidden, be it to everybody. Nothing is left of the child.</summary>
public sealed class PtraceForbiddenException : LinuxException
{
    internal const string Operation = "ptrace(PTRACE_TRACEME) in the held child";

    /// <param name="errno">What the kernel said of ptrace(2).</param>
    /// <param name="whatFor">What the child is needed for, as a clause.</param>
    public PtraceForbiddenException(Errno errno, string whatFor = "a user namespace is made by a child that ptrace holds")
        : base(
            errno,
            Operation,
            $"ptrace is forbidden (kernel.yama.ptrace_scope=3, a security module, a seccomp filter), and {whatFor}; allow ptrace "
            + "for the hook")
    {
    }
}
