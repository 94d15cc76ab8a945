using OciIdMapHook.Documents;

namespace OciIdMapHook.Hook;

/// <summary>How a run ended.</summary>
/// <param name="Result">For the audit record.</param>
/// <param name="ExitCode">For the runtime.</param>
/// <param name="Message">The line that was said.</param>
internal sealed record Outcome(AuditResult Result, int ExitCode, string Message)
{
    /// <summary>The container was the hook's business.</summary>
    internal bool IsConcerned { get; init; } = true;
}
