namespace OciIdMapHook.Operations;

internal static class FolderFaultCheck
{
    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) => hooks.Faults.Select(fault => Finding.Unknown(
        "hooks-folder", fault, "what engines find there is not known", "run the check as root"));
}
