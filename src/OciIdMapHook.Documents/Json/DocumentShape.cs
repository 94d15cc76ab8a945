namespace OciIdMapHook.Documents;

/// <summary>What a message about one of the two documents must know of it.</summary>
/// <param name="MaxBytes">The largest document that is read.</param>
/// <param name="RootMember">What kind of value its member <c>root</c> has.</param>
/// <param name="Required">The members that must be there.</param>
internal sealed record DocumentShape(int MaxBytes, string RootMember, IReadOnlyList<string> Required)
{
    public static readonly DocumentShape State =
        new(OciDocuments.MaxStateBytes, JsonExpectation.Text, ["id", "pid", "bundle"]);

    public static readonly DocumentShape Config = new(OciDocuments.MaxConfigBytes, "an object", []);
}
