using System.Text.Json;
using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.HooksDirectory;

/// <summary>
/// The rules of oci-hooks(5) for a hooks.d file of schema 1.0.0, and what experience adds to them. An engine that finds one
/// broken fails every container on the host.
/// </summary>
internal static class HookFileRules
{
    // Those of the OCI runtime specification. "precreate" is Podman's alone: CRI-O may refuse to start with such a file.
    private static readonly string[] _stages =
        ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"];

    private static readonly string[] _conditions = ["always", "annotations", "commands", "hasBindMounts"];

    public static IReadOnlyList<string> Violations(JsonElement file) =>
    [
        .. Unknown(file, "", "version", "hook", "when", "stages"),
        .. Check(Text(file, "version") == "1.0.0", "version must be 1.0.0"),
        .. file.TryGetProperty("hook", out var hook) ? OfHook(hook) : ["hook is required"],
        .. file.TryGetProperty("when", out var when) ? OfWhen(when) : ["when is required"],
        .. OfStages(file),
    ];

    private static IEnumerable<string> OfHook(JsonElement hook) =>
    [
        .. Unknown(hook, "hook.", "path", "args", "env", "timeout"),
        .. Check(Text(hook, "path").StartsWith('/'), "hook.path must be absolute"),
        .. Check(
            !hook.TryGetProperty("args", out var args) || args.GetArrayLength() > 0,
            "hook.args must begin with the name of the program"),
        // The runtimes drop an empty list and pass their caller's whole environment instead.
        .. Check(
            hook.TryGetProperty("env", out var env) && env.GetArrayLength() > 0
                && env.EnumerateArray().All(entry => entry.GetString()!.IndexOf('=', StringComparison.Ordinal) > 0),
            "hook.env must hold at least one NAME=value"),
        .. Check(
            hook.TryGetProperty("timeout", out var timeout) && timeout.TryGetInt32(out var seconds) && seconds > 0,
            "hook.timeout must be a positive number of seconds"),
    ];

    private static IEnumerable<string> OfWhen(JsonElement when) =>
    [
        .. Unknown(when, "when.", _conditions),
        .. Check(when.EnumerateObject().Any(), "when must hold a condition"),
        .. Expressions(when).Where(expression => !IsExpression(expression)).Select(text => $"when: {text} is no expression"),
    ];

    private static IEnumerable<string> OfStages(JsonElement file)
    {
        if (!file.TryGetProperty("stages", out var stages) || stages.GetArrayLength() == 0)
        {
            return ["stages is required"];
        }

        return stages.EnumerateArray().Select(stage => stage.GetString()!)
            .Where(stage => !_stages.Contains(stage))
            .Select(stage => $"stages: {stage} is unknown");
    }

    private static IEnumerable<string> Expressions(JsonElement when) =>
    [
        .. when.TryGetProperty("commands", out var commands)
            ? commands.EnumerateArray().Select(command => command.GetString()!)
            : [],
        .. when.TryGetProperty("annotations", out var annotations)
            ? annotations.EnumerateObject().SelectMany(entry => new[] { entry.Name, entry.Value.GetString()! })
            : [],
    ];

    private static bool IsExpression(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Unknown(JsonElement element, string prefix, params string[] known) =>
        element.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => $"{prefix}{property.Name} is unknown");

    private static IEnumerable<string> Check(bool holds, string rule) => holds ? [] : [rule];

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
