namespace OciIdMapHook.Documents;

/// <summary>What kind of value a path of the two documents must have.</summary>
internal static class JsonExpectation
{
    public const string Text = "a string";

    /// <param name="shape">Which of the two documents it is.</param>
    /// <param name="path">As JsonException.Path writes it: <c>$.linux.uidMappings[0].size</c>.</param>
    public static string At(DocumentShape shape, string path)
    {
        var isElement = path.EndsWith(']') && !path.EndsWith("']", StringComparison.Ordinal);
        var member = isElement ? path[..path.LastIndexOf('[')] : path;
        member = member[(member.LastIndexOf('.') + 1)..];
        return (member, isElement) switch
        {
            _ when path.StartsWith("$.annotations", StringComparison.Ordinal) && path != "$.annotations" => Text,
            ("annotations", _) => "an object of strings",
            ("options", true) => Text,
            ("options" or "mounts" or "namespaces" or "uidMappings" or "gidMappings", false) => "an array",
            (_, true) or ("$" or "linux", false) => "an object",
            ("root", false) => shape.RootMember,
            ("pid", false) => $"a whole number up to {int.MaxValue}",
            ("containerID" or "hostID" or "size", false) => "a whole number",
            ("readonly", false) => "true or false",
            _ => Text,
        };
    }
}
