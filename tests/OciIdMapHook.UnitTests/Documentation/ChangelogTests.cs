using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>CHANGELOG.md is as Keep a Changelog 1.1.0 wants it.</summary>
public sealed partial class ChangelogTests
{
    private static readonly string[] Kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

    private static string Text { get; } = RepositoryText.Read("CHANGELOG.md");

    [Test]
    public void Begins_with_what_is_unreleased() => Assert.That(Versions().First(), Is.EqualTo("[Unreleased]"));

    [Test]
    public void Has_a_section_for_each_version() => Assert.That(Versions().Skip(1), Has.All.Match(@"^\[\d+\.\d+\.\d+\] - "));

    [Test]
    public void Groups_changes_by_their_kind() =>
        Assert.That(Kind().Matches(Text).Select(match => match.Groups[1].Value), Is.Not.Empty.And.SubsetOf(Kinds));

    private static IEnumerable<string> Versions() => Version().Matches(Text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex("^### (.*)$", RegexOptions.Multiline)]
    private static partial Regex Kind();
}
