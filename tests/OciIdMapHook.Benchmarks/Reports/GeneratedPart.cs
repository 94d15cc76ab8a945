namespace OciIdMapHook.Benchmarks.Reports;

/// <summary>Puts figures between the two marks that README.md and FIGURES.md have for them.</summary>
internal static class GeneratedPart
{
    private const string Begin = "<!-- figures of tests/bench.sh -->\n";
    private const string End = "<!-- end of figures -->\n";

    public static async Task UpdateAsync(string file, string figures)
    {
        var text = await File.ReadAllTextAsync(file);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin)
            throw new InvalidOperationException($"{Path.GetFileName(file)} lacks the lines {Begin}{End}");
        await File.WriteAllTextAsync(file, $"{text[..begin]}\n{figures}\n{text[end..]}");
    }
}
