namespace OciIdMapHook.Operations;

/// <summary>What the running kernel does when it is tried, and what limits it.</summary>
internal sealed record KernelFacts
{
    /// <summary>As uname(2) has it: <c>6.18.44</c>.</summary>
    internal required string Release { get; init; }

    /// <summary>The caller has root's rights, so that what it may not do the hook may not do either.</summary>
    internal required bool IsPrivileged { get; init; }

    /// <summary>A user namespace by clone3(2), its child held by ptrace(2) until the maps are written.</summary>
    internal required Probe UserNamespace { get; init; }

    /// <summary>pidfd_open(2) and pidfd_send_signal(2).</summary>
    internal required Probe PidFd { get; init; }

    /// <summary>
    /// PTRACE_SEIZE of another process, as the hook does with a container's init; null where there was none to try it with.
    /// </summary>
    internal required Probe? Ptrace { get; init; }

    /// <summary>fsopen(2), fsmount(2), open_tree(2), mount_setattr(2) and move_mount(2).</summary>
    internal required Probe MountCalls { get; init; }

    /// <summary>An overlay of layers that are handed over by descriptor (fsconfig(2), FSCONFIG_SET_FD).</summary>
    internal required Probe OverlayByDescriptor { get; init; }

    /// <summary>listmount(2) and statmount(2), in other mount namespaces too.</summary>
    internal required bool TellsMounts { get; init; }

    internal required KernelSettings Settings { get; init; }
}
