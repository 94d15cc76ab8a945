namespace OciIdMapHook.Operations;

/// <summary>What is made of the facts: all checks, in the order they are told.</summary>
internal static class HostJudge
{
    internal static IEnumerable<Finding> Judge(HostFacts facts) =>
    [
        .. PrivilegeCheck.Judge(facts.Kernel),
        .. UserNamespaceCheck.Judge(facts.Kernel),
        .. RestrictedUserNamespaceCheck.Judge(facts.Kernel),
        PidFdCheck.Judge(facts.Kernel),
        PtraceCheck.Judge(facts.Kernel),
        MountCallsCheck.Judge(facts.Kernel),
        OverlayCheck.Judge(facts.Kernel),
        MountListCheck.Judge(facts.Kernel),
        .. facts.Storage.Select(storage => StorageCheck.Judge(storage, facts.Kernel, facts.Configuration)),
        .. facts.Storage.SelectMany(ReachCheck.Judge),
        .. RuntimeCheck.Judge(facts.Runtimes),
        .. EngineCheck.Judge(facts.Engines),
        .. HookFileCheck.Judge(facts.Hooks),
        .. HookVersionCheck.Judge(facts.Hooks),
        ConfigurationCheck.Judge(facts.Configuration),
        .. InForceCheck.Judge(facts.Hooks),
        .. PrecreateCheck.Judge(facts.Hooks),
        .. PrecreateElsewhereCheck.Judge(facts.Hooks),
        .. UnreadFolderCheck.Judge(facts.Hooks),
        .. OtherFileCheck.Judge(facts.Hooks),
        .. FolderFaultCheck.Judge(facts.Hooks),
        .. AppArmorCheck.Judge(facts.Security),
        .. facts.Hooks.Copies.SelectMany(copy => SelinuxCheck.Judge(facts.Security, copy.Path, copy.SelinuxLabel)),
        .. OtherModulesCheck.Judge(facts.Security),
    ];
}
