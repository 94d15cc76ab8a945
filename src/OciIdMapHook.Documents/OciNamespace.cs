namespace OciIdMapHook.Documents;

/// <summary>A namespace of the container: a new one, or the one at <see cref="Path"/> when that is given.</summary>
/// <remarks>OCI runtime-spec, config-linux.md, "Namespaces".</remarks>
public sealed record OciNamespace
{
    /// <summary><c>pid</c>, <c>network</c>, <c>mount</c>, <c>ipc</c>, <c>uts</c>, <c>user</c>, <c>cgroup</c> or
    /// <c>time</c>.</summary>
    public string Type { get; init; } = "";

    public string? Path { get; init; }

    internal static OciNamespace Read(ref DocumentReader json)
    {
        var type = "";
        string? path = null;
        var members = new KnownMembers("type path"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "type"u8))
                type = json.TextIfAny() ?? "";
            else if (json.Is(ref members, "path"u8))
                path = json.TextIfAny();
            else
                json.SkipMember(ref members);
        }

        return new OciNamespace { Type = type, Path = path };
    }
}
