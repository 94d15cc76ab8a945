namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>The source of a manual page, line by line (mdoc(7)).</summary>
internal sealed class ManualPage
{
    private readonly string[] lines;

    private ManualPage(string text) => lines = text.Split('\n');

    internal static ManualPage Hook { get; } = Of("oci-idmap-hook.1");

    internal static ManualPage Configuration { get; } = Of("oci-idmap-hook.json.5");

    internal static ManualPage Tool { get; } = Of("oci-idmapctl.1");

    internal IEnumerable<string> Lines => lines;

    /// <summary>What stands below a heading of the page, up to the next one.</summary>
    internal IEnumerable<string> Section(string heading) => Between($".Sh {heading}", ".Sh ");

    /// <summary>What stands below a heading within a section.</summary>
    internal IEnumerable<string> Subsection(string heading) => Between($".Ss {heading}", ".S");

    /// <summary>The heads of list items, without the macro: <c>.It</c>.</summary>
    internal static IEnumerable<string> Items(IEnumerable<string> lines) =>
        from line in lines
        where line.StartsWith(".It ", StringComparison.Ordinal)
        select line[".It ".Length..];

    private IEnumerable<string> Between(string first, string next) =>
        lines.SkipWhile(line => line != first).Skip(1).TakeWhile(line => !line.StartsWith(next, StringComparison.Ordinal));

    private static ManualPage Of(string name) => new(RepositoryText.Read($"packaging/man/{name}"));
}
