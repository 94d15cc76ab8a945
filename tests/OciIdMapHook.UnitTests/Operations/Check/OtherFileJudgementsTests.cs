using System.Text;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

/// <summary>Files of other hooks, as the engines that read them take them.</summary>
public sealed class OtherFileJudgementsTests
{
    private const string Precreate = """
        {"version": "1.0.0", "hook": {"path": "/usr/libexec/other", "env": ["A=b"], "timeout": 5}, "when": {"always": true},
         "stages": ["precreate"]}
        """;

    [Test]
    public void Precreate_is_a_stage_of_Podmans_and_stops_CRI_O()
    {
        Assert.That(Evaluate("Podman", Precreate), Is.Empty);
        Assert.That(Evaluate("CRI-O", Precreate).Single().What, Does.EndWith("is not valid: stages: precreate is unknown"));
    }

    [TestCase("""{"hook": "/usr/libexec/other", "stages": ["prestart"]}""")]
    [TestCase("""{"version": "0.1.0", "hook": "/usr/libexec/other", "stages": ["prestart"]}""")]
    public void Older_forms_are_taken(string document) => Assert.That(Evaluate("Podman", document), Is.Empty);

    [TestCase("""{"hook": "/usr/libexec/other"}""")]
    [TestCase("""{"version": null, "stages": ["prestart"]}""")]
    public void Older_forms_that_are_broken_stop_every_container(string document) =>
        Assert.That(Evaluate("Podman", document).Single().State, Is.EqualTo(FindingState.Problem));

    [TestCase(
        """{"version": "1.0.0", "hook": {"path": "/h"}, "when": {"always": true, "annotations": null}, "stages": """
        + """["prestart"]}""")]
    [TestCase("""{"version": "1.0.0", "hook": {"path": "/h", "timeout": 0}, "when": {"always": true}, "stages": ["prestart"]}""")]
    public void Null_and_zero_are_taken(string document)
    {
        Assert.That(Evaluate("Podman", document), Is.Empty);
        Assert.That(Evaluate("CRI-O", document), Is.Empty);
    }

    [Test]
    public void A_version_that_there_is_not_stops_every_container()
    {
        var finding = Evaluate("Podman", """{"version": "3.0.0"}""").Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Problem));
        Assert.That(finding.What, Does.Contain("not \"3.0.0\""));
    }

    private static IReadOnlyList<Finding> Evaluate(string engine, string document)
    {
        var content = HookFile.Read(Encoding.UTF8.GetBytes(document));
        var file = new HooksFolderFile("/hooks.d", "other.json", content.HookPath, content.Stages, content.Violations);
        return
        [
            .. OtherFileCheck.Evaluate(new HookFacts
            {
                Engines = [new EngineHooks(engine, [new HooksFolder("/hooks.d", Exists: true, [file])])],
                Unread = [],
                Copies = [],
                Faults = [],
            }),
        ];
    }
}
