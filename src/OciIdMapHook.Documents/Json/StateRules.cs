namespace OciIdMapHook.Documents;

internal static class StateRules
{
    public static MemberFault? FindFault(OciState state) =>
        MemberFault.OfPath("$.id", state.Id)
        ?? FindIdFault(state.Id)
        ?? MemberFault.OfPath("$.bundle", state.Bundle)
        ?? MemberFault.OfPath("$.root", state.Root)
        ?? MemberFault.OfNullIn(state.Annotations);

    /// <summary>The runtimes name a folder after the id, and so does whoever looks for that folder.</summary>
    private static MemberFault? FindIdFault(string id) => id.Contains('/', StringComparison.Ordinal) || id is "." or ".."
        ? new MemberFault("$.id", $"is \"{Printable.Text(id)}\", which no folder can be named")
        : null;
}
