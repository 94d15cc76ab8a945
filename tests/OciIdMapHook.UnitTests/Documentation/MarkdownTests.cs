using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>What the Markdown documents point at is there.</summary>
public sealed partial class MarkdownTests
{
    private const string Contributing = "CONTRIBUTING.md";

    private static IReadOnlyList<string> Files => MarkdownText.Files;

    [Test]
    public void There_are_these_documents() => Assert.That(Files, Is.SupersetOf(
        ["CHANGELOG.md", Contributing, "README.md", "SECURITY.md", "tests/OciIdMapHook.Benchmarks/FIGURES.md"]));

    [TestCaseSource(nameof(Files))]
    public void Every_link_leads_somewhere(string file) => Assert.That(MarkdownText.Read(file).BrokenLinks(), Is.Empty);

    [Test]
    public void A_link_that_leads_nowhere_is_found()
    {
        var document = MarkdownText.Of("tests/Some.md", """
            # Two words, here

            [a](../README.md) [b](#two-words-here) [c](../CONTRIBUTING.md#ten-words) ![d](OciIdMapHook.Benchmarks/files.svg)
            [e](https://a.example/b) `[f](code.md)` [g](gone.md) [h](#elsewhere) [i](../CONTRIBUTING.md#no-words)
            ![j](gone.svg) [k](https://nowhere) [l]

            [l]: http://a.example
            """);

        Assert.That(document.BrokenLinks(), Is.EqualTo(
            ["gone.md", "#elsewhere", "../CONTRIBUTING.md#no-words", "gone.svg", "https://nowhere", "http://a.example"]));
    }

    [TestCaseSource(nameof(Files))]
    public void Every_path_of_the_repository_is_there(string file) =>
        Assert.That(MissingPaths(MarkdownText.Read(file)), Is.Empty);

    [Test]
    public void A_path_that_is_not_there_is_found() => Assert.That(
        MissingPaths(MarkdownText.Of("Some.md", "`tests/run.sh` `tests/bench.sh -c` `src/Elsewhere` `packaging/gone.sh -q`")),
        Is.EqualTo(["src/Elsewhere", "packaging/gone.sh"]));

    [TestCaseSource(nameof(Files))]
    public void Every_option_of_a_script_is_one_of_it(string file) =>
        Assert.That(MissingOptions(MarkdownText.Read(file)), Is.Empty);

    [Test]
    public void An_option_that_a_script_lacks_is_found() => Assert.That(
        MissingOptions(MarkdownText.Of("Some.md", "`tests/bench.sh --check` `tests/bench.sh --update-readme` `--check`")),
        Is.EqualTo(["tests/bench.sh --update-readme"]));

    /// <summary>The tour names methods, which others rename.</summary>
    [Test]
    public void Every_method_that_is_named_is_in_the_sources() =>
        Assert.That(MissingMethods(MarkdownText.Read(Contributing)), Is.Empty);

    [Test]
    public void A_method_that_is_not_in_the_sources_is_found()
    {
        var document = MarkdownText.Of("Some.md", "`Planner.Decide` `Planner.Guess`");

        Assert.That(MissingMethods(document), Is.EqualTo(["Planner.Guess"]));
        Assert.That(Method().Count(string.Join('\n', MarkdownText.Read(Contributing).Spans)), Is.GreaterThan(5));
    }

    [Test]
    public void Every_package_that_is_built_with_is_among_the_dependencies()
    {
        var table = RepositoryText.Read(Contributing);
        table = table[table.IndexOf("## Dependencies", StringComparison.Ordinal)..];
        var packages = Package().Matches(RepositoryText.Read("Directory.Packages.props"))
            .Select(match => match.Groups[1].Value).ToList();

        Assert.That(packages, Has.Count.GreaterThan(10));
        Assert.That(packages.Where(package => !Regex.IsMatch(table, $@"[ |]{Regex.Escape(package)}[ ,]")), Is.Empty);
    }

    private static IEnumerable<string> MissingPaths(MarkdownText document) =>
        from span in document.Spans
        let path = OwnPath().Match(span)
        where path.Success && !RepositoryText.IsThere(path.Value)
        select path.Value;

    private static IEnumerable<string> MissingOptions(MarkdownText document) =>
        from span in document.Spans
        let words = span.Split(' ')
        where OwnPath().IsMatch(words[0]) && words[0].EndsWith(".sh", StringComparison.Ordinal)
        && RepositoryText.IsThere(words[0])
        let options = words.Where(word => word.StartsWith("--", StringComparison.Ordinal))
        where options.Any(option => !Regex.IsMatch(RepositoryText.Read(words[0]), $@"{option}(?![-\w])"))
        select span;

    private static IEnumerable<string> MissingMethods(MarkdownText document) =>
        from span in document.Spans
        let method = Method().Match(span)
        where method.Success && !IsThere(method.Groups[1].Value, method.Groups[2].Value)
        select span;

    private static bool IsThere(string type, string method) => RepositoryText.Sources.Any(source =>
        Regex.IsMatch(source, $@"\b(?:class|record|struct|interface) {type}\b")
        && Regex.IsMatch(source, $@"\b{method}(?:<\w+>)?\("));

    [GeneratedRegex(@"^(?:src|tests|packaging|hooks\.d)/[-\w./]+")]
    private static partial Regex OwnPath();

    [GeneratedRegex(@"^([A-Z]\w+)\.([A-Z]\w+)$", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
