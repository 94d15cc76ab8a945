namespace OciIdMapHook.Documents;

/// <summary>
/// An audit record as a line. What each text may take adds up to less than a line, whatever a container is called.
/// </summary>
internal static class AuditRecordWriter
{
    private const int NameBudget = 512;
    private const int PathBudget = 1024;
    private const int MessageBudget = 2048;
    private const int WordBudget = 128;
    private const int WarningBudget = 448;
    private const int MaxWarnings = 3;
    private const int HostMountBudget = 224;
    private const int MaxHostMounts = 4;

    public static ReadOnlyMemory<byte> Write(AuditRecord record)
    {
        var json = new JsonLine(AuditFile.MaxLineBytes);
        json.Begin('{');
        json.Name("time"u8);
        json.Time(record.Time);
        json.Member("version"u8, record.Version, WordBudget);
        json.Member("container"u8, record.Container, NameBudget);
        if (record.Pid is { } pid)
            json.Member("pid"u8, pid);
        json.Member("bundle"u8, record.Bundle, PathBudget);
        json.Member("result"u8, record.Result.Word(), WordBudget);
        json.Member("cause"u8, record.Cause?.Word(), WordBudget);
        json.Member("message"u8, record.Message, MessageBudget);
        WriteWhatWasDone(json, record);
        json.Name("microseconds"u8);
        record.Microseconds.WriteTo(json);
        json.End('}');
        return json.Finish();
    }

    private static void WriteWhatWasDone(JsonLine json, AuditRecord record)
    {
        json.Member("rootfs"u8, record.Rootfs, PathBudget);
        json.Member("fileSystem"u8, record.FileSystem, WordBudget);
        json.Member("uidMap"u8, record.UidMap, WordBudget);
        json.Member("gidMap"u8, record.GidMap, WordBudget);
        json.Member("mounts"u8, record.Mounts);
        json.Member("descriptors"u8, record.Descriptors);
        json.Member("volumes"u8, record.Volumes);
        WriteHostMounts(json, record.HostMounts);
        json.Name("warnings"u8);
        json.Begin('[');
        for (var i = 0; i < Math.Min(record.Warnings.Count, MaxWarnings); i++)
        {
            json.Separate();
            json.Text(record.Warnings[i], WarningBudget);
        }

        json.End(']');
    }

    private static void WriteHostMounts(JsonLine json, IReadOnlyList<string> mounts)
    {
        if (mounts.Count == 0)
            return;

        var shown = mounts.Count > MaxHostMounts ? MaxHostMounts - 1 : mounts.Count;
        json.Name("hostMounts"u8);
        json.Begin('[');
        for (var i = 0; i < shown; i++)
        {
            json.Separate();
            json.Text(mounts[i], HostMountBudget);
        }

        if (shown < mounts.Count)
        {
            json.Separate();
            json.Text(string.Concat("and ", (mounts.Count - shown).ToString(provider: null), " more"), HostMountBudget);
        }

        json.End(']');
    }
}
