using OciIdMapHook.Documents;
using OciIdMapHook.Operations.Engines;
using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Checks.Hook;

/// <summary>Files of other hooks: one that is broken stops every container of the host.</summary>
internal static class OtherFileCheck
{
    private const string Podman = "Podman";
    private static readonly HookFileViolation PodmansOwnStage = new(ViolationEffect.ContainersFail, "stages: precreate is unknown");

    internal static IEnumerable<Finding> Judge(HookFacts hooks) =>
        from shared in SharedFile.AllOf(hooks)
        where !shared.IsOfThisHook
        let finding = Judge(shared)
        where finding is not null
        select finding;

    private static Finding? Judge(SharedFile shared)
    {
        var path = Printable.Text(shared.File.FullPath);
        if (shared.File.Violations.Any(IsOfOlderForm))
        {
            return Finding.Unknown(
                "other-json-old",
                $"{path} is of an older form of hooks.d files, or of none",
                $"if it is none, no container of {shared.Engines} can start",
                "start one container, or write the file anew in version 1.0.0");
        }

        var fatal = shared.File.Violations.Where(violation => violation.Effect == ViolationEffect.ContainersFail)
            .Where(violation => shared.Engines != Podman || violation != PodmansOwnStage)
            .Select(violation => violation.Sentence).ToList();
        return fatal.Count == 0
            ? null
            : Finding.Problem(
                "other-json-invalid",
                $"{path}, which is not this hook's, is not valid: {string.Join("; ", fatal)}",
                $"no container of {shared.Engines} can start",
                "mend or remove it, or ask whoever installed it");
    }

    /// <summary>Version 0.1.0, or a file that names none: engines read it by other rules, which are not known here.</summary>
    private static bool IsOfOlderForm(HookFileViolation violation) =>
        violation.Sentence is "version must be \"1.0.0\"" or "version must be \"1.0.0\", not \"0.1.0\"";
}
