namespace OciIdMapHook.Documents;

/// <summary>
/// Reads what <see cref="AuditRecordWriter"/> has written, be it a newer one with members that are not known here.
/// </summary>
internal static class AuditRecordReader
{
    public static AuditRecord Read(ref DocumentReader json)
    {
        var record = new AuditRecord
        {
            Time = default,
            Version = "",
            Result = default,
            Message = "",
            Microseconds = new AuditTimes(0, 0, 0, 0, 0),
        };
        var (hasTime, hasResult) = (false, false);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("time"u8))
                (record, hasTime) = (record with { Time = json.Time() }, true);
            else if (json.Is("version"u8))
                record = record with { Version = json.Text() };
            else if (json.Is("result"u8))
                (record, hasResult) = (record with { Result = ReadResult(ref json) }, true);
            else if (json.Is("cause"u8))
                record = record with { Cause = ReadCause(ref json) };
            else if (json.Is("message"u8))
                record = record with { Message = json.Text() };
            else if (json.Is("microseconds"u8))
                record = record with { Microseconds = AuditTimes.ReadFrom(ref json) };
            else
                record = ReadContainer(record, ref json) ?? ReadDeed(record, ref json) ?? Skip(record, ref json);
        }

        json.Require(("time", hasTime), ("result", hasResult));
        return record;
    }

    /// <returns>Null for another member.</returns>
    private static AuditRecord? ReadContainer(AuditRecord record, ref DocumentReader json)
    {
        if (json.Is("container"u8))
            return record with { Container = json.Text() };
        if (json.Is("pid"u8))
            return record with { Pid = json.Int32() };
        if (json.Is("bundle"u8))
            return record with { Bundle = json.Text() };
        if (json.Is("rootfs"u8))
            return record with { Rootfs = json.Text() };
        return json.Is("fileSystem"u8) ? record with { FileSystem = json.Text() } : null;
    }

    /// <inheritdoc cref="ReadContainer"/>
    private static AuditRecord? ReadDeed(AuditRecord record, ref DocumentReader json)
    {
        if (json.Is("uidMap"u8))
            return record with { UidMap = json.Text() };
        if (json.Is("gidMap"u8))
            return record with { GidMap = json.Text() };
        if (json.Is("mounts"u8))
            return record with { Mounts = json.Int32() };
        if (json.Is("descriptors"u8))
            return record with { Descriptors = json.Int32() };
        if (json.Is("volumes"u8))
            return record with { Volumes = json.Int32() };
        if (json.Is("hostMounts"u8))
            return record with { HostMounts = json.List(DocumentReader.ReadText) ?? [] };
        return json.Is("warnings"u8) ? record with { Warnings = json.List(DocumentReader.ReadText) ?? [] } : null;
    }

    private static AuditRecord Skip(AuditRecord record, ref DocumentReader json)
    {
        json.SkipMember();
        return record;
    }

    private static AuditResult ReadResult(ref DocumentReader json) =>
        AuditWords.ReadResult(json.Text()) ?? throw json.Fault("is no result that this version knows");

    private static RefusalCause ReadCause(ref DocumentReader json) =>
        AuditWords.ReadCause(json.Text()) ?? throw json.Fault("is no cause that this version knows");
}
