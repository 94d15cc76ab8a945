using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Whether the hook that is installed is the one this tool knows.</summary>
internal static class HookVersionCheck
{
    private const string Id = "hook-version";

    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) => hooks.Copies.Select(Evaluate);

    private static Finding Evaluate(HookCopy copy)
    {
        var path = Printable.Text(copy.Path);
        if (copy.Version == HookVersion.OfThisTool)
            return Finding.Ok(Id, $"{path} is of version {HookVersion.OfThisTool}, as this tool is");

        return Finding.Problem(
            Id,
            copy.Version is null
                ? $"the version of {path} is not known: it has no note of it, and is not run to be asked"
                : $"{path} is of version {copy.Version}, and this tool of {HookVersion.OfThisTool}",
            "what this tool says of the hook need not be true of that one, and an upgrade has stopped half way",
            "install one version of both: oci-idmapctl install");
    }
}
