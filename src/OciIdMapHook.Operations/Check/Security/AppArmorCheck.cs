using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>AppArmor profiles that confine a runtime or an engine confine the hook that it starts.</summary>
internal static class AppArmorCheck
{
    private static readonly string[] Starters =
        ["runc", "crun", "youki", "podman", "conmon", "crio", "containerd", "dockerd", "oci-idmap-hook"];

    internal static IEnumerable<Finding> Evaluate(SecurityFacts security)
    {
        if (!security.HasAppArmor)
            yield break;

        if (security.AppArmorProfiles is not { } profiles)
        {
            yield return Finding.Unknown(
                "apparmor",
                "AppArmor is on, and its profiles cannot be listed",
                "one that confines the runtime confines the hook, which needs mount, ptrace and user namespaces",
                "mount securityfs at /sys/kernel/security, and run the check as root");
            yield break;
        }

        var confining = profiles.Where(Confines).Select(Printable.Text).ToList();
        if (confining.Count == 0)
            yield return Finding.Ok("apparmor", "AppArmor is on, and no profile confines a runtime or an engine");
        foreach (var profile in confining)
        {
            yield return Finding.Warning(
                "apparmor",
                $"the AppArmor profile {profile} confines what starts the hook",
                "the hook needs mount, ptrace and user namespaces; whether the profile grants them cannot be seen from here",
                "start one container that needs the hook, and look for apparmor=\"DENIED\" in the kernel's log");
        }
    }

    /// <summary>As the kernel lists them: <c>/usr/sbin/runc (enforce)</c>. What an unconfined or complaining one names is not
    /// kept from anything.</summary>
    private static bool Confines(string profile) =>
        profile.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var end
        && profile[end..] is " (enforce)" or " (kill)"
        && Starters.Contains(profile[..profile.LastIndexOf(" (", StringComparison.Ordinal)].Split('/')[^1]);
}
