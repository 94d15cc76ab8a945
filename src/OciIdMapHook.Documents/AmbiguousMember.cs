namespace OciIdMapHook.Documents;

/// <summary>
/// A member of config.json that not every runtime reads alike: given twice, or with the name of another but for its case.
/// </summary>
/// <param name="Place">The object that has it, as <c>$.linux</c>; <c>the document</c> for the whole.</param>
/// <param name="Name">As it is written there.</param>
/// <param name="ReadAs">The member that some runtimes take it for.</param>
/// <remarks>
/// Go's encoding/json (runc) goes by any case and has of members given twice what both say; a reader in C (crun) goes by the
/// exact name and takes the first.
/// </remarks>
public sealed record AmbiguousMember(string Place, string Name, string ReadAs);
