using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>User namespaces: what keeps the hook from making one, and what keeps everybody else.</summary>
internal static class UserNamespaceCheck
{
    private const string WhyItMatters =
        "the ids of a container are handed to the kernel as a user namespace: without one every container that needs it is "
        + "refused";

    internal static IEnumerable<Finding> Evaluate(KernelFacts kernel)
    {
        if (kernel.Settings.MaxUserNamespaces == 0)
        {
            yield return Finding.Problem(
                "max-user-namespaces",
                "user.max_user_namespaces is 0: nobody may make a user namespace",
                WhyItMatters,
                "sysctl -w user.max_user_namespaces=15000, and the same in a file of /etc/sysctl.d");
        }
        else if (kernel.UserNamespace.Works)
        {
            yield return Finding.Ok("user-namespace", "a user namespace can be made (clone3, held by ptrace, maps written)");
        }
        else if (!PtraceCheck.Explains(kernel))
        {
            yield return PrivilegeCheck.Failure(
                kernel,
                "user-namespace",
                $"no user namespace can be made: {kernel.UserNamespace.Failure}",
                WhyItMatters,
                WhatToDo(kernel));
        }

        if (kernel.Settings.MaxMountNamespaces == 0)
        {
            yield return Finding.Problem(
                "max-mount-namespaces",
                "user.max_mnt_namespaces is 0: nobody may make a mount namespace",
                "no container can start, and the hook cannot compose an overlay",
                "sysctl -w user.max_mnt_namespaces=15000, and the same in a file of /etc/sysctl.d");
        }
    }

    private static string WhatToDo(KernelFacts kernel) => kernel.UserNamespace.Errno switch
    {
        Errno.ENOSYS => "run Linux 5.12 or newer, outside of a sandbox that hides clone3",
        Errno.EINVAL => "run a kernel with CONFIG_USER_NS",
        Errno.ENOSPC => "raise user.max_user_namespaces, here and in the user namespaces around this one",
        _ => "see which security module or sandbox refuses it",
    };
}
