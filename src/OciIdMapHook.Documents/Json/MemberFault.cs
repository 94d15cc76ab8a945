namespace OciIdMapHook.Documents;

/// <summary>A member that is JSON of the right type and yet not to be used.</summary>
/// <param name="Path">Where it is, as in <c>$.mounts[3].options[0]</c>.</param>
/// <param name="What">What follows the path in a message.</param>
internal readonly record struct MemberFault(string Path, string What)
{
    /// <summary>A path with a NUL in it would reach the kernel cut short, as another path.</summary>
    public static MemberFault? OfPath(string path, string? value) => value switch
    {
        "" => new MemberFault(path, "is empty"),
        not null when value.Contains('\0', StringComparison.Ordinal) => new MemberFault(path, "has a NUL character in it"),
        _ => null,
    };

    public static MemberFault? OfNullIn<T>(string path, IReadOnlyList<T>? list)
    {
        for (var i = 0; i < list?.Count; i++)
        {
            if (list[i] is null)
            {
                return new MemberFault($"{path}[{i}]", "is null");
            }
        }

        return null;
    }

    public static MemberFault? OfNullIn(IReadOnlyDictionary<string, string>? annotations)
    {
        if (annotations is not null)
        {
            foreach (var (name, value) in annotations)
            {
                if (value is null)
                {
                    return new MemberFault($"$.annotations.{name}", "is null");
                }
            }
        }

        return null;
    }
}
