namespace OciIdMapHook.Documents;

/// <summary>Results and causes as an audit record has them.</summary>
public static class AuditWords
{
    private static readonly string[] Results = ["remapped", "volumes", "nothing", "refused", "failed"];

    private static readonly string[] Causes =
    [
        "bad-input", "configuration", "policy", "maps", "owner", "file-system", "mounts", "kernel", "timeout", "half-done",
        "unexpected",
    ];

    /// <summary>Every cause that a record may have.</summary>
    public static IReadOnlyList<string> AllCauses => Causes;

    public static string Word(this AuditResult result) => Results[(int)result];

    public static string Word(this RefusalCause cause) => Causes[(int)cause];

    /// <returns>Null for another word.</returns>
    internal static AuditResult? ReadResult(string word) =>
        Array.IndexOf(Results, word) is var index and >= 0 ? (AuditResult)index : null;

    /// <inheritdoc cref="ReadResult"/>
    internal static RefusalCause? ReadCause(string word) =>
        Array.IndexOf(Causes, word) is var index and >= 0 ? (RefusalCause)index : null;
}
