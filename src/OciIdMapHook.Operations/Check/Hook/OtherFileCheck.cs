using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Files of other hooks: one that is broken stops every container of the host.</summary>
internal static class OtherFileCheck
{
    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) =>
        from shared in SharedFile.AllOf(hooks)
        where !shared.IsOfThisHook
        let finding = Evaluate(shared)
        where finding is not null
        select finding;

    private static Finding? Evaluate(SharedFile shared)
    {
        var path = Printable.Text(shared.File.FullPath);
        var fatal = shared.Violations.Where(violation => violation.Effect == ViolationEffect.ContainersFail)
            .Select(violation => violation.Sentence).ToList();
        return fatal.Count == 0
            ? null
            : Finding.Problem(
                "other-json-invalid",
                $"{path}, which is not this hook's, is not valid: {string.Join("; ", fatal)}",
                $"no container of {shared.Engines} can start",
                "mend or remove it, or ask whoever installed it");
    }
}
