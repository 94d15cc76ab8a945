using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>The runs of the hook, counted.</summary>
public sealed class RunTotals
{
    private readonly long[] results = new long[Enum.GetValues<AuditResult>().Length];
    private readonly long[] causes = new long[AuditWords.AllCauses.Count];

    /// <summary>How long the runs took.</summary>
    public DurationHistogram Durations { get; } = new();

    /// <summary>The last run that kept a container from starting; null where there was none.</summary>
    public AuditRecord? LastError { get; private set; }

    /// <summary>Lines that were no records: a newer hook's, or half of one.</summary>
    public long BrokenLines { get; private set; }

    public long Runs(AuditResult result) => results[(int)result];

    public long Refusals(RefusalCause cause) => causes[(int)cause];

    /// <param name="line">A line of the audit file.</param>
    public void Add(ReadOnlyMemory<byte> line)
    {
        AuditRecord record;
        try
        {
            record = AuditRecord.Parse(line.Span, AuditFile.Name);
        }
        catch (DocumentException)
        {
            BrokenLines++;
            return;
        }

        results[(int)record.Result]++;
        Durations.Add(record.Microseconds.Total);
        if (record.Result is not (AuditResult.Refused or AuditResult.Failed))
            return;
        causes[(int)(record.Cause ?? RefusalCause.Unexpected)]++;
        LastError = record;
    }
}
