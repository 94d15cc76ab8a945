using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.NUnit;
using OciIdMapHook.Documents;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace OciIdMapHook.UnitTests.Properties;

/// <summary>Records of containers with odd names, read back from their line.</summary>
[Properties(Arbitrary = [typeof(AuditRecordPropertyTests)], MaxTest = 1000)]
public sealed class AuditRecordPropertyTests
{
    public static Arbitrary<AuditRecord> AnyRecord()
    {
        var text = Gen.Elements("a", "é", "\"", "\\", "/", " ", "\n", "\0", "\u2028", "😀", "…", "\u007f", "{", "container")
            .ListOf()
            .Select(parts => string.Concat(parts.Take(12))); // within what the shortest text of a line may take
        var long64 = Gen.Choose(0, int.MaxValue).Select(number => number * 3L);
        return (
            from texts in text.ListOf(8)
            from numbers in Gen.Choose(0, int.MaxValue).ListOf(4)
            from hasMore in Gen.Elements(true, false)
            from result in Gen.Elements(Enum.GetValues<AuditResult>())
            from cause in Gen.Elements(Enum.GetValues<RefusalCause>())
            from milliseconds in Gen.Choose(0, int.MaxValue)
            from times in long64.ListOf(5)
            from warnings in text.ListOf()
            from hostMounts in text.ListOf()
            select new AuditRecord
            {
                Time = DateTime.UnixEpoch.AddMilliseconds(milliseconds * 900L),
                Version = texts[0],
                Container = hasMore ? texts[1] : null,
                Pid = hasMore ? numbers[0] : null,
                Bundle = hasMore ? texts[2] : null,
                Result = result,
                Cause = hasMore ? cause : null,
                Message = texts[3],
                Rootfs = hasMore ? texts[4] : null,
                FileSystem = hasMore ? texts[5] : null,
                UidMap = hasMore ? texts[6] : null,
                GidMap = hasMore ? texts[7] : null,
                Mounts = numbers[1],
                Descriptors = numbers[2],
                Volumes = numbers[3],
                HostMounts = [.. hostMounts.Take(4)],
                Warnings = [.. warnings.Take(3)],
                Microseconds = new AuditTimes(times[0], times[1], times[2], times[3], times[4]),
            }).ToArbitrary();
    }

    [Property]
    public bool Its_line_is_read_back(AuditRecord record)
    {
        var line = record.ToLine();
        var read = AuditRecord.Parse(line.Span, "audit.jsonl");

        return read.Warnings.SequenceEqual(record.Warnings) && read.HostMounts.SequenceEqual(record.HostMounts)
            && read with { Warnings = record.Warnings, HostMounts = record.HostMounts } == record
            && line.Span.IndexOf((byte)'\n') == line.Length - 1;
    }

    [Property]
    public bool The_longest_texts_are_cut_to_one_line_that_is_read_back(AuditRecord record, NonEmptyString odd)
    {
        var text = string.Concat(Enumerable.Repeat(odd.Get + "\0\"é😀", 5000));
        var line = (record with
        {
            Version = text,
            Container = text,
            Bundle = text,
            Message = text,
            Rootfs = text,
            FileSystem = text,
            UidMap = text,
            GidMap = text,
            HostMounts = [.. Enumerable.Repeat(text, 20)],
            Warnings = [.. Enumerable.Repeat(text, 20)],
        }).ToLine();

        var read = AuditRecord.Parse(line.Span, "audit.jsonl");
        return line.Length <= AuditFile.MaxLineBytes && IsCut(read.Message) && read.Warnings.Count == 3
            && read.Warnings.All(IsCut)
            && read.HostMounts.Count == 4 && read.HostMounts.Take(3).All(IsCut) && read.HostMounts[3] == "and 17 more";
    }

    private static bool IsCut(string text) => text.EndsWith('…');

    /// <summary>The framework's own reader is the judge of what JSON is.</summary>
    [Property]
    public bool Its_line_is_JSON(AuditRecord record)
    {
        using var document = JsonDocument.Parse(record.ToLine());

        var root = document.RootElement;
        return root.GetProperty("message").GetString() == record.Message && root.GetProperty("time").GetDateTime() == record.Time
            && root.GetProperty("microseconds").GetProperty("act").GetInt64() == record.Microseconds.Act;
    }

    [Property]
    public bool Half_of_it_is_refused_with_a_sentence(AuditRecord record, PositiveInt cut)
    {
        var line = record.ToLine();
        var half = line[..(cut.Get % (line.Length - 1))];

        return Assert.Throws<DocumentException>(() => AuditRecord.Parse(half.Span, "audit.jsonl"))!.Message
            .StartsWith("audit.jsonl: at byte", StringComparison.Ordinal);
    }
}
