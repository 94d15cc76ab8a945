using System.Text;
using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>A Markdown document, as far as its links and its words in code go.</summary>
internal sealed partial class MarkdownText
{
    private readonly string path;

    private MarkdownText(string path, string text)
    {
        this.path = path;
        var fences = text.Split("```");
        Blocks = [.. fences.Where((_, number) => number % 2 == 1)];
        var prose = string.Concat(fences.Where((_, number) => number % 2 == 0));
        Spans = [.. Span().Matches(prose).Select(match => match.Groups[1].Value.ReplaceLineEndings(" "))];
        prose = Span().Replace(prose, "");
        Links = [.. Link().Matches(prose).Concat(Reference().Matches(prose)).Select(match => match.Groups[1].Value)];
        Anchors = Heading().Matches(text).Select(match => AnchorOf(match.Groups[1].Value)).ToHashSet();
    }

    internal static IReadOnlyList<string> Files { get; } =
        [.. RepositoryText.FilesBelow(".").Where(file => Path.GetExtension(file) == ".md").Order(StringComparer.Ordinal)];

    /// <summary>What stands between fences, the language's name first.</summary>
    internal IReadOnlyList<string> Blocks { get; }

    /// <summary>What stands between backquotes.</summary>
    internal IReadOnlyList<string> Spans { get; }

    internal IReadOnlyList<string> Links { get; }

    private HashSet<string> Anchors { get; }

    internal static MarkdownText Read(string path) => new(path, RepositoryText.Read(path));

    /// <param name="path">Where it would lie.</param>
    /// <param name="text">Its text.</param>
    internal static MarkdownText Of(string path, string text) => new(path, text);

    /// <summary>The links that lead nowhere. What lies on the net is not asked for.</summary>
    internal IEnumerable<string> BrokenLinks() => Links.Where(link => !LeadsSomewhere(link));

    private bool LeadsSomewhere(string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(link, UriKind.Absolute, out var address)
                && address.Scheme == Uri.UriSchemeHttps && address.Host.Contains('.', StringComparison.Ordinal);
        }

        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
        var anchors = parts[0].Length == 0 ? Anchors : null;
        return (anchors is not null || RepositoryText.IsThere(target))
            && (parts.Length == 1 || (anchors ?? Read(target).Anchors).Contains(parts[1]));
    }

    /// <summary>As those who show Markdown name a heading: small letters, hyphens for blanks, no other signs.</summary>
    private static string AnchorOf(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var letter in heading.Trim().ToLowerInvariant())
        {
            if (letter == ' ')
                anchor.Append('-');
            else if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                anchor.Append(letter);
        }

        return anchor.ToString();
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\[[^\]]+\]: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
