using System.Text.Json;
using OciIdMapHook.Documents;
using static OciIdMapHook.Installation.ViolationEffect;

namespace OciIdMapHook.Installation;

/// <summary>
/// What Podman's and CRI-O's reader makes of a hooks.d file (containers/common, pkg/hooks), the rules of oci-hooks(5) beyond
/// that, and what the runtimes make of the rest. Those engines share one reader: what it refuses in one file fails every
/// container on the host.
/// </summary>
internal static class HookFileRules
{
    private const string Version = "1.0.0";

    /// <summary>Podman's own stage. CRI-O does not start where it reads a file that names it, and Buildah runs nothing.</summary>
    internal const string Precreate = "precreate";

    // Those of the OCI runtime specification, and Podman's own.
    private static readonly string[] Stages =
        ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop", Precreate];

    internal static HookFile Read(JsonElement document)
    {
        var violations = new List<HookFileViolation>();
        var file = GoStruct.OfDocument(document, violations);
        var version = file.Text("version");
        var (path, stages) = OlderHookFileRules.AreOf(version)
            ? OlderHookFileRules.Read(file, version, violations)
            : Read(file, version, violations);
        return new HookFile(path is { Length: > 0 } ? path : null, stages ?? [], violations);
    }

    /// <summary>What a file breaks besides for whoever has no stages but those of the specification.</summary>
    internal static IEnumerable<HookFileViolation> OutsidePodman(IReadOnlyList<string> stages) =>
        stages.Contains(Precreate) ? [Unknown(Precreate)] : [];

    internal static void CheckStages(IReadOnlyList<string>? stages, List<HookFileViolation> violations)
    {
        if (stages is null)
            violations.Add(new(ContainersFail, "stages is required"));
        else if (stages.Count == 0)
            violations.Add(new(HookIgnored, "stages must name a stage"));
        foreach (var stage in (stages ?? []).Where(stage => !Stages.Contains(stage)))
            violations.Add(Unknown(stage));
    }

    private static HookFileViolation Unknown(string stage) => new(ContainersFail, $"stages: {Printable.Text(stage)} is unknown");

    internal static void CheckExpressions(string called, IEnumerable<string> texts, List<HookFileViolation> violations) =>
        violations.AddRange(
            from text in texts
            let refusal = GoExpression.Refusal(text)
            where refusal is not null
            select new HookFileViolation(ContainersFail, $"{called}: {Printable.Text(text)} is no expression: {refusal}"));

    internal static void CheckPath(string path, string called, List<HookFileViolation> violations)
    {
        if (path.Length == 0)
            violations.Add(new(ContainersFail, $"{called} is required"));
        else if (path[0] != '/')
            violations.Add(new(HookIgnored, $"{called} must be absolute"));
    }

    internal static void CheckMembers(GoStruct element, List<HookFileViolation> violations, params string[] known) =>
        violations.AddRange(element.Unknown(known)
            .Select(name => new HookFileViolation(AgainstSchema, $"{Printable.Text(name)} is unknown")));

    private static (string Path, IReadOnlyList<string>? Stages) Read(
        GoStruct file, string version, List<HookFileViolation> violations)
    {
        if (version != Version)
            violations.Add(new(ContainersFail, $"version must be \"{Version}\", not \"{Printable.Text(version)}\""));
        CheckMembers(file, violations, "version", "hook", "when", "stages");
        var path = string.Empty;
        if (file.Has("hook"))
            path = ReadHook(file.Struct("hook"), violations);
        else
            violations.Add(new(ContainersFail, "hook is required"));
        if (file.Has("when"))
            CheckWhen(file.Struct("when"), violations);
        else
            violations.Add(new(HookIgnored, "when is required"));
        var stages = file.Texts("stages");
        CheckStages(stages, violations);
        return (path, stages);
    }

    private static string ReadHook(GoStruct hook, List<HookFileViolation> violations)
    {
        CheckMembers(hook, violations, "path", "args", "env", "timeout");
        var path = hook.Text("path");
        CheckPath(path, "hook.path", violations);
        if (hook.Texts("args") is { Count: 0 })
            violations.Add(new(AgainstSchema, "hook.args must begin with the name of the program"));

        // The runtimes drop an empty list and pass their caller's whole environment instead.
        if (hook.Texts("env") is not { Count: > 0 } environment
            || !environment.All(entry => entry.IndexOf('=', StringComparison.Ordinal) > 0))
        {
            violations.Add(new(AgainstSchema, "hook.env must hold at least one NAME=value"));
        }
        CheckTimeout(hook, violations);
        return path;
    }

    private static void CheckTimeout(GoStruct hook, List<HookFileViolation> violations)
    {
        var before = violations.Count;
        var timeout = hook.Number("timeout");
        if (violations.Count > before)
            return;
        if (timeout is null)
        {
            violations.Add(new(AgainstSchema, "hook.timeout is required: without one a hook that hangs hangs its container"));
        }
        else if (timeout <= 0)
        {
            violations.Add(new(
                AgainstSchema,
                "hook.timeout must be a positive number of seconds: with 0 or less runc ends the hook at once, and crun never"));
        }
    }

    /// <remarks>
    /// The engines look for a condition that holds, and find none where all are missing, empty or false (When.Match).
    /// </remarks>
    private static void CheckWhen(GoStruct when, List<HookFileViolation> violations)
    {
        CheckMembers(when, violations, "always", "annotations", "commands", "hasBindMounts");
        var (always, hasBindMounts) = (when.Flag("always"), when.Flag("hasBindMounts"));
        var (commands, annotations) = (when.Texts("commands") ?? [], when.Map("annotations"));
        if (always is false || hasBindMounts is false)
        {
            violations.Add(
                new(
                    HookIgnored,
                    $"when.{(always is false ? "always" : "hasBindMounts")} is false, which holds for no container"));
        }
        else if (always is null && hasBindMounts is null && commands.Count == 0 && annotations.Count == 0)
        {
            violations.Add(new(HookIgnored, "when must hold a condition"));
        }
        CheckExpressions("when.commands", commands, violations);
        CheckExpressions("when.annotations", annotations.SelectMany(entry => new[] { entry.Key, entry.Value }), violations);
    }
}
