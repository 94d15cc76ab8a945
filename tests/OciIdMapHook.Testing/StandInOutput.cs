namespace OciIdMapHook.Testing;

/// <summary>The name=value lines that the stand-in runtime printed of a container.</summary>
internal sealed class StandInOutput(CommandOutcome outcome)
{
    private readonly ILookup<string, string> values = outcome.Lines.Select(line => line.Split('=', 2))
        .Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public IEnumerable<string> Names => values.Select(group => group.Key);

    /// <summary>The one line of that name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public string this[string name] => values.Contains(name)
        ? values[name].Single()
        : throw new CommandException($"No {name} in what the stand-in printed:\n{outcome}");

    /// <summary>Each line of that name.</summary>
    public IEnumerable<string> All(string name) => values[name];

    public override string ToString() => outcome.ToString();
}
