using static OciIdMapHook.Installation.ViolationEffect;

namespace OciIdMapHook.Installation;

/// <summary>
/// The form 0.1.0 of hooks.d files, to which a file without version belongs too (containers/common, pkg/hooks/0.1.0).
/// </summary>
internal static class OlderHookFileRules
{
    private const string Version = "0.1.0";

    internal static bool AreOf(string version) => version is "" or Version;

    /// <returns>The executable and the stages that it names.</returns>
    internal static (string? Path, IReadOnlyList<string>? Stages) Read(
        GoStruct file, string version, List<HookFileViolation> violations)
    {
        var given = version.Length == 0 ? "it has none" : $"it is \"{version}\"";
        violations.Add(
            new(AgainstSchema, $"version should be \"1.0.0\", but {given}, so that engines read the file in the older form"));
        HookFileRules.CheckMembers(
            file, violations, "version", "hook", "arguments", "stages", "stage", "cmds", "cmd", "annotations", "annotation",
            "hasbindmounts");
        var path = file.TextIfAny("hook");
        HookFileRules.CheckPath(path ?? string.Empty, "hook", violations);
        _ = file.Texts("arguments");
        var stages = EitherOf(file, "stages", "stage", violations);
        var commands = EitherOf(file, "cmds", "cmd", violations) ?? [];
        var annotations = EitherOf(file, "annotations", "annotation", violations) ?? [];
        HookFileRules.CheckStages(stages, violations);
        HookFileRules.CheckExpressions("cmds", commands, violations);

        // They become one pattern: "a|b".
        HookFileRules.CheckExpressions("annotations", annotations.Count == 0 ? [] : [string.Join('|', annotations)], violations);
        if (file.Flag("hasbindmounts") is not true && commands.Count == 0 && annotations.Count == 0)
            violations.Add(new(HookIgnored, "cmds, annotations or hasbindmounts must hold a condition"));
        return (path, stages);
    }

    private static IReadOnlyList<string>? EitherOf(
        GoStruct file, string name, string otherName, List<HookFileViolation> violations)
    {
        var (texts, others) = (file.Texts(name), file.Texts(otherName));
        if (texts is not null && others is not null)
            violations.Add(new(ContainersFail, $"{name} and {otherName} must not be there both"));
        return texts ?? others;
    }
}
