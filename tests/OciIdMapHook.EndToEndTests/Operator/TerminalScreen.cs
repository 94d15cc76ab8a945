namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>What a terminal shows when a command has ended.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Coloured">The same with the escape sequences of their colours.</param>
/// <param name="ExitCode">The command's.</param>
internal sealed record TerminalScreen(string Text, string Coloured, int ExitCode)
{
    internal IReadOnlyList<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The escape sequence that begins a colour or a weight.</summary>
    internal bool HasColours => Coloured.Contains("\e[", StringComparison.Ordinal);
}
