namespace OciIdMapHook.Operations;

/// <summary>One value that the hook goes by.</summary>
/// <param name="Name">The member of the file, as <c>log.level</c>.</param>
/// <param name="Value">As the file has it; ranges as <c>100000-165535</c>, and <c>any</c> where there are none to keep
/// to.</param>
/// <param name="Source"><c>default</c>, or the file's path.</param>
public sealed record ConfigValue(string Name, string Value, string Source)
{
    /// <summary><see cref="Source"/> of what no file says.</summary>
    public const string Default = "default";
}
