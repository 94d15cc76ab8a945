using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>One run of the hook for a container, as far as it is known.</summary>
public sealed record ExplainedRun
{
    /// <summary>When it ended, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The hook's; null where only the journal tells of it.</summary>
    public string? Version { get; init; }

    /// <summary><c>remapped</c>, <c>volumes</c>, <c>nothing</c>, <c>refused</c> or <c>failed</c>; from the journal <c>started</c>
    /// or <c>refused</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Why it did not start, in a word.</summary>
    public string? Cause { get; init; }

    /// <summary>The container was not to start.</summary>
    public required bool IsRefused { get; init; }

    /// <summary>The line that the log got.</summary>
    public required string Message { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public int? Pid { get; init; }

    public string? Bundle { get; init; }

    public string? Rootfs { get; init; }

    public string? FileSystem { get; init; }

    public string? UidMap { get; init; }

    public string? GidMap { get; init; }

    public int? Mounts { get; init; }

    public int? Descriptors { get; init; }

    public int? Volumes { get; init; }

    /// <summary>The host's mounts inside the rootfs that were remapped with it, each with its source; null where only the journal
    /// tells of it.</summary>
    public IReadOnlyList<string>? HostMounts { get; init; }

    /// <summary>Null where only the journal tells of it.</summary>
    public AuditTimes? Microseconds { get; init; }

    internal static ExplainedRun Of(AuditRecord record) => new()
    {
        Time = record.Time,
        Version = record.Version,
        Result = record.Result.Word(),
        Cause = record.Cause?.Word(),
        IsRefused = record.Result is AuditResult.Refused or AuditResult.Failed,
        Message = record.Message,
        Warnings = record.Warnings,
        Pid = record.Pid,
        Bundle = record.Bundle,
        Rootfs = record.Rootfs,
        FileSystem = record.FileSystem,
        UidMap = record.UidMap,
        GidMap = record.GidMap,
        Mounts = record.Mounts,
        Descriptors = record.Descriptors,
        Volumes = record.Volumes,
        HostMounts = record.HostMounts,
        Microseconds = record.Microseconds,
    };
}
