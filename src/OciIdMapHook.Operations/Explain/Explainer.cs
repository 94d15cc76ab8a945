using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Finds out what the hook did to a container, from its audit records, or else from the journal.</summary>
public static class Explainer
{
    private const int ShownIds = 5;

    /// <param name="id">The container's id, or a beginning that no other one has; null for the container that was last.</param>
    /// <param name="auditFolder">Where the hook's records are.</param>
    /// <param name="cancellation">Ends what reads the journal.</param>
    /// <exception cref="OperationException">There is none, or several, and what can be done.</exception>
    public static async Task<Explanation> FindAsync(
        string? id, string auditFolder = AuditFile.Folder, CancellationToken cancellation = default)
    {
        var history = AuditLog.Read(auditFolder);
        var recorded = history.Records.Where(record => record.Container is not null)
            .Select(record => new ContainerRun(record.Container!, ExplainedRun.Of(record))).ToList();
        if (Find(id, recorded, auditFolder) is { } found)
            return found;

        var lines = await Journal.ReadAsync(id, cancellation);
        return Find(id, lines ?? [], Explanation.FromJournal) ?? throw NotFound(id, history, auditFolder, lines);
    }

    private static Explanation? Find(string? id, IReadOnlyList<ContainerRun> runs, string source)
    {
        if (runs.Count == 0)
            return null;

        var wanted = id is null ? runs[^1].Container : Complete(id, runs);
        return wanted is null
            ? null
            : new Explanation(wanted, source, [.. runs.Where(run => run.Container == wanted).Select(run => run.Run)]);
    }

    private static string? Complete(string id, IReadOnlyList<ContainerRun> runs)
    {
        var known = runs.Select(run => run.Container).Where(container => container.StartsWith(id, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ToList();
        if (known.Contains(id))
            return id;
        if (known.Count <= 1)
            return known.SingleOrDefault();

        var shown = string.Join(", ", known.Take(ShownIds).Select(Printable.Text))
            + (known.Count > ShownIds ? ", …" : string.Empty);
        throw new OperationException(
            $"the ids of {known.Count} containers begin with \"{Printable.Text(id)}\": {shown}; give more of the one that is "
            + "meant");
    }

    private static OperationException NotFound(
        string? id, AuditHistory history, string auditFolder, IReadOnlyList<ContainerRun>? lines)
    {
        var container = id is null ? "any container" : $"a container \"{Printable.Text(id)}\"";
        var records = history.Records is [var oldest, ..]
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{auditFolder} has {history.Records.Count} records, the oldest of {oldest.Time:yyyy-MM-dd HH:mm:ss} UTC")
            : $"{auditFolder} has no records";
        var journal = lines is null
            ? "there is no journal to read (no journalctl, or no systemd)"
            : "the journal has no line of it either";
        return new OperationException(
            $"no run of the hook for {container} was found: {records}, and {journal}. The hook did not run for it (oci-idmapctl "
            + "check), or leaves no records (audit is false: oci-idmapctl config), or it was before the host was booted, or on "
            + "another host");
    }
}
