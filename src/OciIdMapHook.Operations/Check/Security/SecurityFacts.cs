namespace OciIdMapHook.Operations;

/// <summary>Security modules that can keep the hook from its work.</summary>
internal sealed record SecurityFacts
{
    /// <summary>The active ones, as /sys/kernel/security/lsm has them; null where that is not mounted.</summary>
    internal required IReadOnlyList<string>? Active { get; init; }

    internal required bool HasAppArmor { get; init; }

    /// <summary>
    /// The loaded profiles as the kernel lists them: <c>crun (unconfined)</c>; null where they cannot be listed.
    /// </summary>
    internal required IReadOnlyList<string>? AppArmorProfiles { get; init; }

    /// <summary>SELinux is there; enforcing, or only permissive; null where it is not.</summary>
    internal required bool? SelinuxEnforces { get; init; }
}
