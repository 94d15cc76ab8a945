using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.ReadMe;

/// <summary>What the README's table of refusals quotes is what the hook says.</summary>
public sealed partial class Troubleshooting
{
    private const string TableHead = "| it says | why | what to do |";

    private static readonly string _repository = FindRepository();

    [TestCaseSource(nameof(Quotes))]
    public void A_quoted_message_is_in_the_sources(string quote)
    {
        Assert.That(Sources(), Has.Some.Contains(quote));
    }

    [Test]
    public void The_table_quotes_messages() => Assert.That(Quotes().Count(), Is.GreaterThan(10));

    private static IEnumerable<string> Quotes() =>
        File.ReadLines(Path.Combine(_repository, "README.md"))
            .SkipWhile(line => line != TableHead)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(row => row.Split('|')[1])
            .SelectMany(cell => Code().Matches(cell).Select(match => match.Groups[1].Value));

    private static IEnumerable<string> Sources() =>
        from file in Directory.EnumerateFiles(Path.Combine(_repository, "src"), "*.c*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".c" or ".cs" && !file.Contains("/obj/", StringComparison.Ordinal)
        select JoinedLiterals().Replace(File.ReadAllText(file), "");

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OciIdMapHook.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside the repository.");
        return folder;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>A sentence that is written on two lines.</summary>
    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex JoinedLiterals();
}
