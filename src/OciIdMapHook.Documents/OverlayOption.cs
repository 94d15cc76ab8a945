namespace OciIdMapHook.Documents;

/// <summary>One option of a superblock that names no layer.</summary>
/// <param name="Name">For instance <c>metacopy</c> or <c>volatile</c>.</param>
/// <param name="Value">Null for a flag.</param>
public sealed record OverlayOption(string Name, string? Value = null)
{
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
