namespace OciIdMapHook.Documents;

/// <summary>What the hook found of one container, decided about it and did to it.</summary>
/// <remarks>In a line of <see cref="AuditFile.Name"/>; texts that are too long for it end in "…" there.</remarks>
public sealed record AuditRecord
{
    /// <summary>When the run ended, UTC, to the millisecond.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The hook's.</summary>
    public required string Version { get; init; }

    /// <summary>The container's id; null where the state was not to be read.</summary>
    public string? Container { get; init; }

    /// <summary>The init's process id in the hook's pid namespace.</summary>
    public int? Pid { get; init; }

    public string? Bundle { get; init; }

    public required AuditResult Result { get; init; }

    /// <summary>There when the container does not start.</summary>
    public RefusalCause? Cause { get; init; }

    /// <summary>The very line that the log got.</summary>
    public required string Message { get; init; }

    /// <summary>Where the rootfs is in the container's mount namespace; null where nobody looked.</summary>
    public string? Rootfs { get; init; }

    /// <summary>The rootfs's file system; null where nobody looked.</summary>
    public string? FileSystem { get; init; }

    /// <summary>
    /// What the rootfs was remapped through: <c>0:100000:65536</c> (container id, host id, size), the first few ranges.
    /// </summary>
    public string? UidMap { get; init; }

    /// <inheritdoc cref="UidMap"/>
    public string? GidMap { get; init; }

    /// <summary>How many mounts were carried over to the remapped rootfs.</summary>
    public int Mounts { get; init; }

    /// <summary>How many descriptors of the init were re-opened, its working directory among them.</summary>
    public int Descriptors { get; init; }

    /// <summary>How many volumes became idmapped.</summary>
    public int Volumes { get; init; }

    /// <summary>The host's mounts inside the rootfs that were remapped with it, each with its source; of many the first few, and
    /// how many more there were.</summary>
    public IReadOnlyList<string> HostMounts { get; init; } = [];

    /// <summary>What an operator should know though the container starts; of many the first few.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required AuditTimes Microseconds { get; init; }

    /// <summary>One record.</summary>
    /// <param name="json">A line, with or without its end.</param>
    /// <param name="source">Where it came from, for messages.</param>
    /// <exception cref="DocumentException">It is no audit record, or half of one.</exception>
    public static AuditRecord Parse(ReadOnlySpan<byte> json, string source) =>
        Document.Parse(json, source, AuditFile.MaxLineBytes, AuditRecordReader.Read, JsonRules.Strict);

    /// <returns>The record in one line with its end, of at most <see cref="AuditFile.MaxLineBytes"/>.</returns>
    public ReadOnlyMemory<byte> ToLine() => AuditRecordWriter.Write(this);

    /// <remarks>
    /// What the compiler would write for a record brings the formatting of times, and with it time zones, into the hook: 200 KB.
    /// </remarks>
    public override string ToString() => Message;

    /// <summary>Whether they are the same line.</summary>
    public bool Equals(AuditRecord? other) => other is not null && ToLine().Span.SequenceEqual(other.ToLine().Span);

    public override int GetHashCode() => Time.Ticks.GetHashCode();
}
