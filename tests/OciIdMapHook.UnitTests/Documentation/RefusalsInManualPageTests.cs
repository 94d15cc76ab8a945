using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>What oci-idmap-hook(1) quotes below DIAGNOSTICS is what the hook says.</summary>
public sealed class RefusalsInManualPageTests
{
    private const string Anything = "...";

    [TestCaseSource(nameof(Quotes))]
    public void A_quoted_message_is_in_the_sources(string quote) => Assert.That(IsSaid(quote), quote);

    [Test]
    public void A_message_that_the_hook_does_not_say_is_found() =>
        Assert.That(IsSaid("the rootfs is on the wrong side of the moon"), Is.False);

    [Test]
    public void The_page_quotes_many_messages() => Assert.That(Quotes().Count(), Is.GreaterThan(60));

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

    private static bool IsSaid(string quote) =>
        RepositoryText.Sources.Any(source => source.Contains(quote, StringComparison.Ordinal));
}
