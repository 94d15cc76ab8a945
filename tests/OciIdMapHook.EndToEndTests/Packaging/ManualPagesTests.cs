using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The manual pages: without a warning of either formatter, and without a gap.</summary>
public sealed partial class ManualPagesTests
{
    private static string Tool { get; } = Path.Combine(Packages.Folder, "oci-idmapctl");

    public static IEnumerable<string> Pages => Directory.GetFiles(Packages.Source("man")).Select(path => Path.GetFileName(path));

    [Test]
    public void There_is_one_for_each_executable_and_one_for_the_configuration() =>
        Assert.That(Pages, Is.EquivalentTo(["oci-idmap-hook.1", "oci-idmapctl.1", "oci-idmap-hook.json.5"]));

    [TestCaseSource(nameof(Pages))]
    public async Task Mandoc_finds_nothing_wrong(string page) =>
        Assert.That(await FaultsByMandocAsync(Packages.Source("man", page)), Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public async Task Man_has_no_warning(string page)
    {
        var outcome = await ManAsync(Packages.Source("man", page));

        Assert.That(outcome.Succeeded().StandardError, Is.Empty);
        Assert.That(outcome.StandardOutput, Does.Contain("NAME").And.Contain("SEE ALSO"));
    }

    [Test]
    public async Task A_page_with_a_fault_is_found_by_both()
    {
        await using var folder = WorkFolder.Create();
        var page = Path.Combine(folder.FullPath, "page.1");
        await File.WriteAllTextAsync(page, ".Dd November 28, 2026\n.Dt PAGE 1\n.Os\n.Sh NAME\n.Nm page\n.Nd a fault\n.Xyz\n");

        Assert.That(await FaultsByMandocAsync(page), Has.Some.Contain("unknown macro"));
        Assert.That((await ManAsync(page)).StandardError, Does.Contain("Xyz"));
    }

    [Test]
    public async Task Every_option_of_the_hook_is_told()
    {
        var text = await TextAsync("oci-idmap-hook.1");

        Assert.That(MissingIn(text, await HostCommand.ReadAsync(Shipped.Hook, "--help")), Is.Empty);
    }

    [Test]
    public async Task Every_verb_of_the_tool_and_every_option_of_each_is_told()
    {
        var text = await TextAsync("oci-idmapctl.1");
        var help = await HostCommand.ReadAsync(Tool, "--help");
        var verbs = VerbsOf(help);

        Assert.That(verbs, Is.Not.Empty);
        Assert.That(verbs, Is.SubsetOf(Heading().Matches(text).Select(heading => heading.Groups[1].Value)));
        Assert.That(MissingIn(text, help), Is.Empty);
        foreach (var verb in verbs)
            Assert.That(MissingIn(SectionOf(text, verb), await HostCommand.ReadAsync(Tool, verb, "--help")), Is.Empty, verb);
    }

    [Test]
    public async Task Every_stage_of_the_hook_is_told()
    {
        var help = await HostCommand.ReadAsync(Shipped.Hook, "--help");
        var options = await SectionAsync("oci-idmap-hook.1", "OPTIONS");

        var stages = Stage().Matches(help).Select(match => match.Value).Distinct();

        Assert.That(stages, Is.Not.Empty.And.SubsetOf(Word().Matches(options).Select(match => match.Value)));
    }

    [Test]
    public async Task Exit_statuses_are_those_of_the_help()
    {
        var hook = StatusesOf(await HostCommand.ReadAsync(Shipped.Hook, "--help"));
        var tool = StatusesOf(await HostCommand.ReadAsync(Tool, "--help"));

        Assert.That(await StatusesOfPageAsync("oci-idmap-hook.1"), Is.EqualTo(hook));
        Assert.That(await StatusesOfPageAsync("oci-idmapctl.1"), Is.EqualTo(tool));
    }

    /// <summary>Pages of other packages, and these themselves, may not be installed here.</summary>
    private static async Task<IEnumerable<string>> FaultsByMandocAsync(string path) =>
        (await HostCommand.RunAsync("mandoc", "-Tlint", path)).Lines
            .Where(line => !line.Contains("referenced manual not found", StringComparison.Ordinal));

    private static Task<CommandOutcome> ManAsync(string path) =>
        HostCommand.RunAsync("env", "MANWIDTH=80", "LC_ALL=C.UTF-8", "man", "--warnings", "-E", "UTF-8", "-l", path);

    private static async Task<IEnumerable<string>> StatusesOfPageAsync(string page) =>
        StatusOfPage().Matches(await SectionAsync(page, "EXIT STATUS")).Select(match => match.Groups[1].Value);

    /// <summary>As in "exit status: 0 done, 1 refused".</summary>
    private static List<string> StatusesOf(string help)
    {
        var line = help.Split('\n').Single(line => line.Contains("exit status: ", StringComparison.Ordinal));
        var statuses = Status().Matches(line).Select(match => match.Groups[1].Value).ToList();
        Assert.That(statuses, Has.Count.AtLeast(3));
        return statuses;
    }

    private static async Task<string> SectionAsync(string page, string heading)
    {
        var text = await TextAsync(page);
        var begin = text.IndexOf($"\n{heading}\n", StringComparison.Ordinal) + 1;
        Assert.That(begin, Is.GreaterThan(0), heading);
        var next = Section().Match(text, begin + heading.Length);
        return text[begin..(next.Success ? next.Index : text.Length)];
    }

    private static async Task<string> TextAsync(string page) =>
        await HostCommand.ReadAsync("sh", "-c", $"mandoc -Tutf8 '{Packages.Source("man", page)}' | col --no-backspaces --spaces");

    private static IReadOnlyList<string> VerbsOf(string help)
    {
        var commands = help[(help.IndexOf("\nCommands:\n", StringComparison.Ordinal) + 1)..];
        return [.. Verb().Matches(commands).Select(match => match.Groups[1].Value)];
    }

    /// <summary>What the page says of one verb: from its heading to the next one.</summary>
    private static string SectionOf(string text, string verb)
    {
        var headings = Heading().Matches(text);
        var own = headings.First(heading => heading.Groups[1].Value == verb);
        var next = headings.FirstOrDefault(heading => heading.Index > own.Index);
        // Options of every verb are told once.
        var common = headings.First(heading => heading.Groups[1].Value == "OPTIONS");
        var afterCommon = headings.First(heading => heading.Index > common.Index);
        return text[own.Index..(next?.Index ?? text.Length)] + text[common.Index..afterCommon.Index];
    }

    private static IEnumerable<string> MissingIn(string text, string help) =>
        Option().Matches(help).Select(match => match.Value).Distinct()
            .Where(option => !Regex.IsMatch(text, $@"(?<![-\w]){Regex.Escape(option)}(?![-\w])"));

    [GeneratedRegex(@"(?<![-\w])--[a-z][-a-z]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\b(?:createRuntime|prestart|precreate)\b")]
    private static partial Regex Stage();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:: |, )(\d) ")]
    private static partial Regex Status();

    [GeneratedRegex(@"^ +(\d) ", RegexOptions.Multiline)]
    private static partial Regex StatusOfPage();

    [GeneratedRegex("^[A-Z][-A-Z' ]+$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex("^ {0,3}([a-z]+|[A-Z][A-Z ]+)\\b.*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
