using System.CommandLine;

namespace OciIdMapHook.Ctl;

/// <summary>
/// A verb of the tool: the first paragraph of its description is what the list of verbs shows, its own help has all of it.
/// </summary>
internal sealed class Verb : Command
{
    private const string EndOfParagraph = "\n\n";

    internal Verb(string name, string description)
        : base(name, FirstParagraph(description)) =>
        Details = description.Length > Description!.Length ? description[(Description.Length + EndOfParagraph.Length)..] : null;

    /// <summary>The other paragraphs.</summary>
    internal string? Details { get; }

    private static string FirstParagraph(string description) => description.Split(EndOfParagraph, 2)[0];
}
