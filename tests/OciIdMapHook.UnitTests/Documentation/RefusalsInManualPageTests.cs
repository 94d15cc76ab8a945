using System.Text.RegularExpressions;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>What oci-idmap-hook(1) quotes below DIAGNOSTICS is what the hook says, and all that it says to do is there.</summary>
public sealed partial class RefusalsInManualPageTests
{
    private const string Anything = "...";

    /// <summary>In a sentence; less is a word or two of a format.</summary>
    private const int MinBlanks = 4;

    /// <summary>Where it is decided what becomes of a container, and what is done.</summary>
    private static readonly string[] Deciding =
    [
        "src/OciIdMapHook.Planning", "src/OciIdMapHook.Remapping/Executing", "src/OciIdMapHook.Remapping/Observing",
        "src/OciIdMapHook.Remapping/Overlays", "src/OciIdMapHook.Remapping/TmpCopyUp",
    ];

    [TestCaseSource(nameof(Quotes))]
    public void A_quoted_message_is_in_the_sources(string quote) => Assert.That(IsSaid(quote), quote);

    [Test]
    public void A_message_that_the_hook_does_not_say_is_found() =>
        Assert.That(IsSaid("the rootfs is on the wrong side of the moon"), Is.False);

    [Test]
    public void The_page_quotes_many_messages() => Assert.That(Quotes().Count(), Is.GreaterThan(60));

    /// <summary>A sentence with advice has it behind a semicolon.</summary>
    [Test]
    public void Every_sentence_with_advice_is_told() => Assert.That(
        Advice(Deciding.SelectMany(RepositoryText.SourcesBelow)).Where(sentence => !IsTold(sentence)), Is.Empty,
        "Quote a part of it below DIAGNOSTICS in packaging/man/oci-idmap-hook.1.");

    [Test]
    public void A_sentence_with_advice_that_is_not_told_is_found()
    {
        const string Source = """var reason = $"the rootfs {path} is on the moon, where nobody is root; bring it back";""";

        Assert.That(Advice([Source]).Count(sentence => !IsTold(sentence)), Is.EqualTo(1));
        Assert.That(Advice(Deciding.SelectMany(RepositoryText.SourcesBelow)).Count(), Is.GreaterThan(50));
    }

    [Test]
    public void Every_cause_is_told() => Assert.That(
        ManualPage.Items(ManualPage.Hook.Subsection("Causes")), Is.EqualTo(AuditWords.AllCauses.Select(cause => $"Li {cause}")));

    /// <summary>The parts of each head of a diagnostic list, between what differs from one container to the next.</summary>
    private static IEnumerable<string> Quotes()
    {
        var isDiagnostic = false;
        foreach (var line in ManualPage.Hook.Section("DIAGNOSTICS"))
        {
            if (line.StartsWith(".Bl ", StringComparison.Ordinal))
                isDiagnostic = line == ".Bl -diag";
            if (!isDiagnostic)
                continue;
            foreach (var item in ManualPage.Items([line]))
            {
                foreach (var quote in item.Split(Anything, StringSplitOptions.TrimEntries))
                    yield return quote;
            }
        }
    }

    private static IEnumerable<string> Advice(IEnumerable<string> sources) =>
        sources.SelectMany(source => Literal().Matches(source)).Select(match => match.Groups[1].Value)
            .Where(text => text.Contains("; ", StringComparison.Ordinal) && text.Count(letter => letter == ' ') >= MinBlanks);

    private static bool IsTold(string sentence) => Quotes().Any(quote => sentence.Contains(quote, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<!//.*)""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Literal();

    private static bool IsSaid(string quote) =>
        RepositoryText.Sources.Any(source => source.Contains(quote, StringComparison.Ordinal));
}
