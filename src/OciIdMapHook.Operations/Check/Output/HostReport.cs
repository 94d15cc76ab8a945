namespace OciIdMapHook.Operations;

/// <summary>Whether a host is ready for the hook, and whether the hook is in force there.</summary>
public sealed record HostReport
{
    /// <summary>Nothing keeps the hook from its work.</summary>
    public bool Ready => Problems == 0;

    public int Problems => Count(FindingState.Problem);

    public int Warnings => Count(FindingState.Warning);

    public int Unknown => Count(FindingState.Unknown);

    /// <summary>The version of the tool, which the hook's must equal.</summary>
    public required string Version { get; init; }

    /// <summary>The release of the running kernel (uname(2)).</summary>
    public required string Kernel { get; init; }

    /// <summary>The root whose files were looked at.</summary>
    public required string Root { get; init; }

    public required IReadOnlyList<FoundProgram> Engines { get; init; }

    public required IReadOnlyList<FoundProgram> Runtimes { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    private int Count(FindingState state) => Findings.Count(finding => finding.State == state);
}
