using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>What is left of the hook's runs since the host was booted; the oldest may be gone.</summary>
/// <param name="Records">Oldest first.</param>
/// <param name="BrokenLines">How many lines could not be read: a newer hook's, or half of one.</param>
public sealed record AuditHistory(IReadOnlyList<AuditRecord> Records, int BrokenLines);
