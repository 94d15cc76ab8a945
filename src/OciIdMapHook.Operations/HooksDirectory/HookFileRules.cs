using System.Text.Json;
using OciIdMapHook.Documents;
using static OciIdMapHook.Operations.HooksDirectory.ViolationEffect;

namespace OciIdMapHook.Operations.HooksDirectory;

/// <summary>
/// The rules of oci-hooks(5) for schema 1.0.0, what Podman's and CRI-O's reader refuses, and what the runtimes make of the rest.
/// Those engines share one reader: what it refuses in one file fails every container on the host.
/// </summary>
internal static class HookFileRules
{
    // Those of the OCI runtime specification. "precreate" is Podman's alone: CRI-O may refuse to start with such a file.
    private static readonly string[] _stages =
        ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"];

    private static readonly string[] _conditions = ["always", "annotations", "commands", "hasBindMounts"];

    internal static IReadOnlyList<HookFileViolation> Violations(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
            return [new(ContainersFail, "it must be a JSON object")];
        return
        [
            .. OfVersion(file),
            .. Unknown(file, "", "version", "hook", "when", "stages"),
            .. OfHook(file),
            .. OfWhen(file),
            .. OfStages(file),
        ];
    }

    /// <remarks>A file without version, or of 0.1.0, goes to the reader of an older form that knows other names.</remarks>
    private static IEnumerable<HookFileViolation> OfVersion(JsonElement file)
    {
        if (Text(file, "version") == "1.0.0")
            return [];
        var given = file.TryGetProperty("version", out var version) ? $", not {Printable.Text(version.GetRawText())}" : "";
        return [new(ContainersFail, $"version must be \"1.0.0\"{given}")];
    }

    private static IEnumerable<HookFileViolation> OfHook(JsonElement file)
    {
        if (!file.TryGetProperty("hook", out var hook))
            return [new(ContainersFail, "hook is required")];
        if (hook.ValueKind != JsonValueKind.Object)
            return [new(ContainersFail, "hook must be an object")];
        return
        [
            .. Unknown(hook, "hook.", "path", "args", "env", "timeout"),
            .. Check(Text(hook, "path").Length > 0, ContainersFail, "hook.path is required"),
            .. Check(Text(hook, "path") is "" or ['/', ..], HookIgnored, "hook.path must be absolute"),
            .. Texts(hook, "args", "hook.args", out var arguments),
            .. Check(arguments is not { Count: 0 }, AgainstSchema, "hook.args must begin with the name of the program"),
            .. Texts(hook, "env", "hook.env", out var environment),
            // The runtimes drop an empty list and pass their caller's whole environment instead.
            .. Check(
                environment is { Count: > 0 } && environment.All(entry => entry.IndexOf('=', StringComparison.Ordinal) > 0),
                AgainstSchema,
                "hook.env must hold at least one NAME=value"),
            .. OfTimeout(hook),
        ];
    }

    private static IEnumerable<HookFileViolation> OfTimeout(JsonElement hook)
    {
        if (!hook.TryGetProperty("timeout", out var timeout))
            return [new(AgainstSchema, "hook.timeout is required: without one a hook that hangs hangs its container")];
        var holds = timeout.ValueKind == JsonValueKind.Number && timeout.TryGetInt32(out var seconds) && seconds > 0;
        return Check(holds, ContainersFail, "hook.timeout must be a positive number of seconds");
    }

    private static IEnumerable<HookFileViolation> OfWhen(JsonElement file)
    {
        if (!file.TryGetProperty("when", out var when))
            return [new(HookIgnored, "when is required")];
        if (when.ValueKind != JsonValueKind.Object)
            return [new(ContainersFail, "when must be an object")];
        return
        [
            .. Unknown(when, "when.", _conditions),
            .. Check(when.EnumerateObject().Any(), HookIgnored, "when must hold a condition"),
            .. Boolean(when, "always"),
            .. Boolean(when, "hasBindMounts"),
            .. Texts(when, "commands", "when.commands", out var commands),
            .. Expressions("when.commands", commands ?? []),
            .. Annotations(when, out var annotations),
            .. Expressions("when.annotations", annotations),
        ];
    }

    private static IEnumerable<HookFileViolation> OfStages(JsonElement file)
    {
        if (!file.TryGetProperty("stages", out var given) || given.ValueKind == JsonValueKind.Null)
            return [new(ContainersFail, "stages is required")];
        return
        [
            .. Texts(file, "stages", "stages", out var stages),
            .. Check(stages is not { Count: 0 }, HookIgnored, "stages must name a stage"),
            .. (stages ?? []).Where(stage => !_stages.Contains(stage))
                .Select(stage => new HookFileViolation(ContainersFail, $"stages: {Printable.Text(stage)} is unknown")),
        ];
    }

    private static IEnumerable<HookFileViolation> Annotations(JsonElement when, out IReadOnlyList<string> expressions)
    {
        expressions = [];
        if (!when.TryGetProperty("annotations", out var annotations))
            return [];
        if (annotations.ValueKind != JsonValueKind.Object
            || annotations.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
            return [new(ContainersFail, "when.annotations must be an object of strings")];
        expressions = [.. annotations.EnumerateObject().SelectMany(entry => new[] { entry.Name, entry.Value.GetString()! })];
        return [];
    }

    private static IEnumerable<HookFileViolation> Boolean(JsonElement when, string name) => Check(
        !when.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ContainersFail,
        $"when.{name} must be true or false");

    private static IEnumerable<HookFileViolation> Texts(
        JsonElement element, string property, string called, out IReadOnlyList<string>? texts)
    {
        texts = null;
        if (!element.TryGetProperty(property, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String))
            return [new(ContainersFail, $"{called} must be a list of strings")];
        texts = [.. list.EnumerateArray().Select(entry => entry.GetString()!)];
        return [];
    }

    private static IEnumerable<HookFileViolation> Expressions(string called, IEnumerable<string> texts) =>
        from text in texts
        let refusal = GoExpression.Refusal(text)
        where refusal is not null
        select new HookFileViolation(ContainersFail, $"{called}: {Printable.Text(text)} is no expression: {refusal}");

    private static IEnumerable<HookFileViolation> Unknown(JsonElement element, string prefix, params string[] known) =>
        from property in element.EnumerateObject()
        where !known.Contains(property.Name)
        select new HookFileViolation(AgainstSchema, $"{prefix}{Printable.Text(property.Name)} is unknown");

    private static IEnumerable<HookFileViolation> Check(bool holds, ViolationEffect effect, string rule) =>
        holds ? [] : [new(effect, rule)];

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
