namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>What a program left behind: its exit code and what it wrote.</summary>
internal sealed record CommandOutcome(string CommandLine, int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>The lines of standard output; a terminal's carriage returns are dropped.</summary>
    public IReadOnlyList<string> Lines =>
        StandardOutput.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public CommandOutcome Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, () => $"It should have succeeded:\n{this}");
        return this;
    }

    public override string ToString() =>
        $"{CommandLine}\nexit code {ExitCode}\nstandard output:\n{StandardOutput}\nstandard error:\n{StandardError}";
}
