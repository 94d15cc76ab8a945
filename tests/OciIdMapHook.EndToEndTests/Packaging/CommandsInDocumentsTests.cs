using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Operator;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The operator's tool has the verbs and options of the commands that documents and manual pages write.</summary>
public sealed partial class CommandsInDocumentsTests
{
    private readonly Dictionary<string, string> helps = [];

    private static IEnumerable<string> Files =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md").Select(path => Path.GetFileName(path)),
        .. Directory.GetFiles(Packages.Source("man")).Select(path => Path.GetRelativePath(Repository.Root, path)),
        "packaging/config.json",
    ];

    [TestCaseSource(nameof(Files))]
    public async Task Each_verb_and_option_is_one_of_the_tool(string file) =>
        Assert.That(await UnknownInAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file))), Is.Empty);

    [Test]
    public async Task A_verb_and_an_option_that_the_tool_lacks_are_found()
    {
        const string Text = "`oci-idmapctl check PATH --nfd FILE`, `oci-idmapctl guess`, `oci-idmapctl plan --quickly`,\n"
            + ".Ic oci-idmapctl plan --make";

        Assert.That(await UnknownInAsync(Text), Is.EqualTo(["guess", "plan --quickly"]));
    }

    [Test]
    public async Task Documents_name_many_commands()
    {
        var texts = await Task.WhenAll(Files.Select(file => File.ReadAllTextAsync(Path.Combine(Repository.Root, file))));

        Assert.That(texts.Sum(text => Command().Count(text)), Is.GreaterThan(15));
    }

    private async Task<IReadOnlyList<string>> UnknownInAsync(string text)
    {
        var unknown = new List<string>();
        foreach (Match command in Command().Matches(text))
        {
            var verb = command.Groups[1].Value;
            if (!(await HelpAsync("")).Contains($"\n  {verb} ", StringComparison.Ordinal))
            {
                unknown.Add(verb);
                continue;
            }

            var help = await HelpAsync(verb);
            unknown.AddRange(
                from option in Option().Matches(command.Groups[2].Value).Select(match => match.Value)
                where !Regex.IsMatch(help, $@"(?<![-\w]){option}(?![-\w])")
                select $"{verb} {option}");
        }

        return unknown;
    }

    /// <param name="verb">Empty for the tool's own.</param>
    private async Task<string> HelpAsync(string verb)
    {
        if (!helps.TryGetValue(verb, out var help))
        {
            var outcome = await Ctl.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            helps[verb] = help = outcome.Succeeded().StandardOutput;
        }

        return help;
    }

    /// <summary>The tool, a verb, and what follows up to the end of the line or of the code.</summary>
    [GeneratedRegex(@"(?:`|\.Ic |^|artifacts/)oci-idmapctl ([a-z]+)([^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![-\w])--[a-z][-a-z]+")]
    private static partial Regex Option();
}
