using OciIdMapHook.Documents;
using OciIdMapHook.Operations.Engines;
using OciIdMapHook.Operations.HooksDirectory;
using OciIdMapHook.Operations.Installation;

namespace OciIdMapHook.Operations.Checks.Hook;

/// <summary>Whether the hook that is installed is the one this tool knows.</summary>
internal static class HookVersionCheck
{
    private const string Id = "hook-version";
    private const int LongestAnswer = 80;

    internal static IEnumerable<Finding> Judge(HookFacts hooks) => hooks.Copies.Select(Judge);

    private static Finding Judge(HookCopy copy)
    {
        var path = Printable.Text(copy.Path);
        if (!copy.WasAsked)
        {
            return Finding.Unknown(
                Id,
                $"{path} was not asked for its version: programs of another root are not run",
                "it may be another one",
                "run the check over there");
        }

        if (copy.Answer == $"{HookFile.HookName} {HookVersion.OfThisTool}")
            return Finding.Ok(Id, $"{path} is of version {HookVersion.OfThisTool}, as this tool is");

        var answer = Printable.Text(copy.Answer ?? string.Empty);
        return Finding.Problem(
            Id,
            answer.Length == 0
                ? $"{path} says nothing when it is asked for its version"
                : $"{path} is of another version than this tool, {HookVersion.OfThisTool}: "
                    + $"it says \"{answer[..Math.Min(answer.Length, LongestAnswer)]}\"",
            "what this tool says of the hook need not be true of that one, and an upgrade has stopped half way",
            "install one version of both: oci-idmapctl install");
    }
}
