using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class SecurityJudgementsTests
{
    private const string Hook = "/usr/libexec/oci/hooks.d/oci-idmap-hook";

    [TestCase("/usr/sbin/runc (enforce)", FindingState.Warning)]
    [TestCase("crun (enforce)", FindingState.Warning)]
    [TestCase("crun (unconfined)", FindingState.Ok)]
    [TestCase("podman (complain)", FindingState.Ok)]
    [TestCase("/usr/bin/man (enforce)", FindingState.Ok)]
    public void AppArmor_profiles_of_what_starts_the_hook(string profile, FindingState state)
    {
        var finding = AppArmorCheck.Evaluate(Facts.Security with { HasAppArmor = true, AppArmorProfiles = [profile] }).Single();

        Assert.That(finding.State, Is.EqualTo(state));
        if (state == FindingState.Warning)
            Assert.That(finding.What, Is.EqualTo($"the AppArmor profile {profile} confines what starts the hook"));
    }

    [Test]
    public void AppArmor_whose_profiles_cannot_be_listed_is_unknown()
    {
        var finding = AppArmorCheck.Evaluate(Facts.Security with { HasAppArmor = true }).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Unknown));
        Assert.That(finding.What, Is.EqualTo("AppArmor is on, and its profiles cannot be listed"));
        Assert.That(AppArmorCheck.Evaluate(Facts.Security), Is.Empty, "nothing is told where it is off");
    }

    [TestCase(true, "system_u:object_r:bin_t:s0", FindingState.Ok)]
    [TestCase(true, "system_u:object_r:container_runtime_exec_t:s0", FindingState.Ok)]
    [TestCase(true, "unconfined_u:object_r:user_home_t:s0", FindingState.Warning)]
    [TestCase(true, null, FindingState.Unknown)]
    [TestCase(false, "unconfined_u:object_r:user_home_t:s0", FindingState.Ok)]
    public void SELinux_labels_of_the_hook(bool enforces, string? label, FindingState state)
    {
        var finding = SelinuxCheck.Evaluate(Facts.Security with { SelinuxEnforces = enforces }, Hook, label).Single();

        Assert.That(finding.State, Is.EqualTo(state));
        if (state == FindingState.Warning)
            Assert.That(finding.WhatToDo, Does.StartWith($"restorecon -v {Hook}"));
    }

    [Test]
    public void A_security_module_that_is_not_known_is_named()
    {
        var finding = OtherModulesCheck.Evaluate(Facts.Security with { Active = ["capability", "apparmor", "tomoyo"] }).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Unknown));
        Assert.That(finding.What, Is.EqualTo("the security module tomoyo may refuse what the hook does"));
    }
}
