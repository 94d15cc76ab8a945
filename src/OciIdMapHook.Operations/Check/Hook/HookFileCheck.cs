using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Each file that makes this hook one of an engine's, by itself.</summary>
internal static class HookFileCheck
{
    private const string Reinstall = "install it again: oci-idmapctl install";

    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) =>
        from shared in SharedFile.AllOf(hooks)
        where shared.IsOfThisHook
        from finding in Evaluate(shared)
        select finding;

    private static IEnumerable<Finding> Evaluate(SharedFile shared)
    {
        var path = Printable.Text(shared.File.FullPath);
        var (ofExecutable, ofDocument) = (Of(shared, ViolationSubject.Executable), Of(shared, ViolationSubject.Document));
        if (Sentences(ofExecutable, ViolationEffect.HookIgnored) is { } missing)
        {
            yield return Finding.Problem(
                "hook-binary-missing",
                $"{path}: {missing}",
                $"{shared.Engines} passes over the file without a word: containers start without the hook",
                $"{Reinstall}, or remove the file");
        }

        if (Sentences(ofExecutable, ViolationEffect.ContainersFail) is { } unfit)
        {
            yield return Finding.Problem(
                "hook-binary-unfit",
                $"{path}: {unfit}",
                $"no container of {shared.Engines} can start",
                $"{Reinstall}, or remove the file");
        }

        if (Sentences(ofDocument, ViolationEffect.ContainersFail) is { } invalid)
        {
            yield return Finding.Problem(
                "hook-json-invalid", $"{path} is not valid: {invalid}", $"no container of {shared.Engines} can start", Reinstall);
        }

        if (Sentences(ofDocument, ViolationEffect.HookIgnored) is { } ignored)
        {
            yield return Finding.Problem(
                "hook-json-without-effect",
                $"{path} has no effect: {ignored}",
                $"{shared.Engines} starts containers without the hook",
                Reinstall);
        }

        if (Sentences(ofDocument, ViolationEffect.AgainstSchema) is { } unusual)
        {
            yield return Finding.Warning(
                "hook-json-schema",
                $"{path} is not as it is shipped: {unusual}",
                "engines take it all the same, but the hook is not run as it was tested",
                Reinstall);
        }

        if (shared.File.Violations.Count == 0)
        {
            var hook = Printable.Text(shared.File.HookPath ?? string.Empty);
            yield return Finding.Ok("hook-json", $"{path} is valid, and {hook} is there and executable");
        }
    }

    private static List<HookFileViolation> Of(SharedFile shared, ViolationSubject subject) =>
        [.. shared.File.Violations.Where(violation => violation.Subject == subject)];

    private static string? Sentences(List<HookFileViolation> violations, ViolationEffect effect)
    {
        var sentences = violations.Where(violation => violation.Effect == effect).Select(violation => violation.Sentence)
            .ToList();
        return sentences.Count == 0 ? null : string.Join("; ", sentences);
    }
}
