namespace OciIdMapHook.Operations;

/// <summary>What the hook did to a container.</summary>
/// <param name="Container">Its whole id.</param>
/// <param name="Source">Where it is known from: the folder of the audit records, or <c>journal</c>.</param>
/// <param name="Runs">Oldest first; one at least. A container has several where an engine starts it again, or runs the hook
/// twice.</param>
public sealed record Explanation(string Container, string Source, IReadOnlyList<ExplainedRun> Runs)
{
    /// <summary><see cref="Source"/> where there is no audit record.</summary>
    public const string FromJournal = "journal";
}
