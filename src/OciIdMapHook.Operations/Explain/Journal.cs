namespace OciIdMapHook.Operations;

/// <summary>The hook's lines in the journal.</summary>
internal static class Journal
{
    private const string Identifier = "oci-idmap-hook";

    /// <summary>How far back it is looked where the journal cannot look itself: it finds whole ids only.</summary>
    private const string LinesToLookThrough = "5000";

    /// <param name="id">The container's id or a beginning of it; null for any.</param>
    /// <param name="cancellation">Ends the program that reads it.</param>
    /// <returns>Oldest first; null where there is no journal.</returns>
    internal static async Task<IReadOnlyList<ContainerRun>?> ReadAsync(string? id, CancellationToken cancellation)
    {
        string[] arguments = ["--identifier", Identifier, "--output", "json", "--no-pager", "--quiet"];
        var whole = id is null ? null : await RunAsync([.. arguments, $"OCI_CONTAINER_ID={id}"], cancellation);
        return whole is { Count: > 0 } ? whole : await RunAsync([.. arguments, "--lines", LinesToLookThrough], cancellation);
    }

    private static async Task<IReadOnlyList<ContainerRun>?> RunAsync(string[] arguments, CancellationToken cancellation) =>
        await ProgramRun.OutputAsync("journalctl", arguments, cancellation) is { } output ? JournalText.Parse(output) : null;
}
