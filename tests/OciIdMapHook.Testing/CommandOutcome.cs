namespace OciIdMapHook.Testing;

/// <summary>What a program left behind: its exit code and what it wrote.</summary>
internal sealed record CommandOutcome(string CommandLine, int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>The lines of standard output; a terminal's carriage returns are dropped.</summary>
    public IReadOnlyList<string> Lines =>
        StandardOutput.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="CommandException">It failed.</exception>
    public CommandOutcome Succeeded() =>
        ExitCode == 0 ? this : throw new CommandException($"It should have succeeded:\n{this}");

    public override string ToString() =>
        $"{CommandLine}\nexit code {ExitCode}\nstandard output:\n{StandardOutput}\nstandard error:\n{StandardError}";
}
