using System.Text.RegularExpressions;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>
/// The manual pages tell of every check and every member of the configuration, and no document names a file that is not there.
/// </summary>
public sealed partial class ManualPageTests
{
    private static readonly string[] Texts =
    [
        .. MarkdownText.Files,
        .. RepositoryText.FilesBelow("packaging/man"),
        "src/OciIdMapHook.Hook/CommandLine.cs",
        "packaging/config.json",
    ];

    [Test]
    public void Every_check_is_told_and_no_other()
    {
        var told = ManualPage.Items([.. ManualPage.Tool.Section("CHECKS"), .. ManualPage.Tool.Section("PODMAN'S OWN STAGE")])
            .SelectMany(item => Word().Matches(item).Select(match => match.Value))
            .Where(word => word is not ("name" or "i" or "s"));

        Assert.That(told, Is.EquivalentTo(CheckIds()));
    }

    [Test]
    public void The_sources_have_many_checks() => Assert.That(CheckIds().Count(), Is.GreaterThan(35));

    [Test]
    public void Every_member_of_the_configuration_is_told_and_no_other()
    {
        var told = ManualPage.Items(ManualPage.Configuration.Section("DESCRIPTION"))
            .Where(item => item.StartsWith("Li ", StringComparison.Ordinal)).Select(item => item["Li ".Length..]);
        var members = EffectiveConfig.Read("/nonexistent/config.json").Values.Select(value => value.Name.Split('.'));

        Assert.That(told.Distinct(), Is.EquivalentTo(members.Select(name => name[0]).Concat(["target", "level"]).Distinct()));
    }

    /// <summary>What an operator types or opens by the word of a document must be what packages and the code have.</summary>
    [TestCaseSource(nameof(OwnPaths))]
    public void A_path_of_a_document_is_one_of_the_code_or_of_a_package(string path)
    {
        Assert.That(IsKnown(path), path);
    }

    [Test]
    public void A_path_that_nothing_has_is_found() => Assert.That(IsKnown("/usr/share/oci-idmap-hook/elsewhere"), Is.False);

    [Test]
    public void The_documents_name_many_paths() => Assert.That(OwnPaths().Count(), Is.GreaterThan(6));

    private static IEnumerable<string> OwnPaths() =>
        Texts.SelectMany(file => OwnPath().Matches(RepositoryText.Read(file)))
            .Select(match => match.Value.TrimEnd('.')).Distinct();

    private static bool IsKnown(string path) =>
        Known.Any(text => Regex.IsMatch(text, Regex.Escape(path) + @"(?![-\w])") || IsInTwoParts(text, path));

    /// <summary>A folder that is named in one place and the file's name beside it.</summary>
    private static bool IsInTwoParts(string text, string path) =>
        text.Contains(Path.GetDirectoryName(path)!, StringComparison.Ordinal)
        && Regex.IsMatch(text, $"[\"/]{Regex.Escape(Path.GetFileName(path))}\"");

    private static IReadOnlyList<string> Known { get; } =
    [
        .. RepositoryText.Sources,
        .. RepositoryText.FilesBelow("packaging").Except(RepositoryText.FilesBelow("packaging/man")).Select(RepositoryText.Read),
        .. RepositoryText.FilesBelow("hooks.d").Select(RepositoryText.Read),
    ];

    private static IEnumerable<string> CheckIds() =>
        RepositoryText.FilesBelow("src/OciIdMapHook.Operations")
            .Where(file => file.EndsWith("Check.cs", StringComparison.Ordinal))
            .SelectMany(file => CheckId().Matches(RepositoryText.Read(file))).Select(match => match.Groups[1].Value)
            .Distinct();

    [GeneratedRegex("""(?:(?:Finding\.\w+|Failure|Restricted)\(\s*(?:kernel,\s*)?"|\bId = "|\bid = \$")([a-z][-a-z]*)(?="|\{)""")]
    private static partial Regex CheckId();

    [GeneratedRegex(@"(?<![-.\w])[a-z][-a-z]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![-\w/.<>])/(?:usr|etc|run)/[-\w./]*oci-idmap[-\w./]*")]
    private static partial Regex OwnPath();
}
