namespace OciIdMapHook.Operations;

/// <summary>
/// Settings that keep user namespaces from ordinary users: rootless engines meet them, the hook as root does not.
/// </summary>
internal static class RestrictedUserNamespaceCheck
{
    internal static IEnumerable<Finding> Evaluate(KernelFacts kernel)
    {
        if (kernel.Settings.UnprivilegedUserNamespaces == 0)
            yield return Restricted("unprivileged-userns-clone", "kernel.unprivileged_userns_clone is 0", "set it to 1");
        if (kernel.Settings.AppArmorRestrictsUserNamespaces is > 0)
        {
            yield return Restricted(
                "apparmor-restrict-unprivileged-userns",
                "kernel.apparmor_restrict_unprivileged_userns is on",
                "give the engine an AppArmor profile that grants userns");
        }
    }

    private static Finding Restricted(string id, string what, string wayOut) => Finding.Warning(
        id,
        $"{what}: ordinary users may make no user namespace",
        "engines that run as root do not meet this; rootless ones cannot start a container",
        $"nothing, or, where rootless engines are used, {wayOut}");
}
