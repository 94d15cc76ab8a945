namespace OciIdMapHook.Operations;

/// <summary>One thing that was looked at.</summary>
public sealed record Finding
{
    /// <summary>
    /// What was looked at, as one word that stays the same from version to version: <c>hook-binary-missing</c>.
    /// </summary>
    public required string Id { get; init; }

    public required FindingState State { get; init; }

    /// <summary>What was found, in one sentence.</summary>
    public required string What { get; init; }

    /// <summary>Why it matters, in one sentence; null where it is as it should be.</summary>
    public string? Why { get; init; }

    /// <summary>What to do, in one sentence; null where there is nothing to do.</summary>
    public string? WhatToDo { get; init; }

    internal static Finding Ok(string id, string what) => new() { Id = id, State = FindingState.Ok, What = what };

    internal static Finding Warning(string id, string what, string why, string whatToDo) =>
        new() { Id = id, State = FindingState.Warning, What = what, Why = why, WhatToDo = whatToDo };

    internal static Finding Problem(string id, string what, string why, string whatToDo) =>
        new() { Id = id, State = FindingState.Problem, What = what, Why = why, WhatToDo = whatToDo };

    internal static Finding Unknown(string id, string what, string why, string whatToDo) =>
        new() { Id = id, State = FindingState.Unknown, What = what, Why = why, WhatToDo = whatToDo };
}
