namespace OciIdMapHook.Operations;

/// <summary>What is made of the facts: all checks, in the order they are told.</summary>
internal static class HostEvaluation
{
    internal static IEnumerable<Finding> Evaluate(HostFacts facts) =>
    [
        .. PrivilegeCheck.Evaluate(facts.Kernel),
        .. UserNamespaceCheck.Evaluate(facts.Kernel),
        .. RestrictedUserNamespaceCheck.Evaluate(facts.Kernel),
        PidFdCheck.Evaluate(facts.Kernel),
        PtraceCheck.Evaluate(facts.Kernel),
        MountCallsCheck.Evaluate(facts.Kernel),
        OverlayCheck.Evaluate(facts.Kernel),
        MountListCheck.Evaluate(facts.Kernel),
        .. facts.Storage.Select(storage => StorageCheck.Evaluate(storage, facts.Kernel, facts.Configuration)),
        .. facts.Storage.SelectMany(ReachCheck.Evaluate),
        .. RuntimeCheck.Evaluate(facts.Runtimes),
        .. EngineCheck.Evaluate(facts.Engines),
        .. HookFileCheck.Evaluate(facts.Hooks),
        .. HookVersionCheck.Evaluate(facts.Hooks),
        ConfigurationCheck.Evaluate(facts.Configuration),
        .. InForceCheck.Evaluate(facts.Hooks),
        .. PrecreateCheck.Evaluate(facts.Hooks),
        .. PrecreateElsewhereCheck.Evaluate(facts.Hooks),
        .. UnreadFolderCheck.Evaluate(facts.Hooks),
        .. OtherFileCheck.Evaluate(facts.Hooks),
        .. FolderFaultCheck.Evaluate(facts.Hooks),
        .. AppArmorCheck.Evaluate(facts.Security),
        .. facts.Hooks.Copies.SelectMany(copy => SelinuxCheck.Evaluate(facts.Security, copy.Path, copy.SelinuxLabel)),
        .. OtherModulesCheck.Evaluate(facts.Security),
    ];
}
