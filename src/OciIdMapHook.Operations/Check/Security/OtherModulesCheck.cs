using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>What is known of security modules as a whole.</summary>
internal static class OtherModulesCheck
{
    private const string Id = "security-modules";
    private static readonly string[] Harmless =
        ["capability", "lockdown", "landlock", "yama", "integrity", "ima", "evm", "safesetid", "loadpin", "ipe"];
    private static readonly string[] JudgedElsewhere = ["apparmor", "selinux"];

    internal static IEnumerable<Finding> Evaluate(SecurityFacts security)
    {
        if (security.Active is not { } active)
        {
            if (!security.HasAppArmor && security.SelinuxEnforces is null)
                yield return Finding.Ok(Id, "neither AppArmor nor SELinux is active");
            yield break;
        }

        var others = active.Except(Harmless).Except(JudgedElsewhere).Select(Printable.Text).ToList();
        if (others.Count == 0)
        {
            yield return Finding.Ok(Id, $"active security modules: {string.Join(", ", active.Select(Printable.Text))}");
            yield break;
        }

        yield return Finding.Unknown(
            Id,
            $"the security module{(others.Count > 1 ? "s" : string.Empty)} {string.Join(", ", others)} may refuse what the hook "
            + "does",
            "what its policy says cannot be seen from here",
            "start one container that needs the hook, and look into the kernel's log");
    }
}
