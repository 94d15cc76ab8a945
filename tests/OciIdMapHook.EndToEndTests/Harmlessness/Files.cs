using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>Files as the listing program shows them: a line each, by path.</summary>
internal sealed partial record Files(IReadOnlyDictionary<string, string> Lines)
{
    public IReadOnlyList<string> Sorted => [.. Lines.Values.Order(StringComparer.Ordinal)];

    /// <param name="text">Lines of the program.</param>
    /// <param name="root">What the paths begin with; they are shown without it.</param>
    public static Files Parse(string text, string root = "") => new(text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => Bookkeeping().Replace(line[root.Length..], ""))
        .Select(line => line.StartsWith('/') ? line : $"/{line}")
        .GroupBy(line => line.Split(' ')[0])
        .ToDictionary(lines => lines.Key, lines => lines.Last()));

    // What an overlay notes of itself: a name by chance, and handles of files.
    [GeneratedRegex(" (trusted|user)\\.overlay\\.(uuid|origin)=[0-9a-f]*")]
    private static partial Regex Bookkeeping();
}
