using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Agent;

public sealed class AgentSettingsValuesTests
{
    [Test]
    public void Are_those_of_a_package_where_nothing_is_given()
    {
        var settings = AgentSettings.Read(_ => null);

        Assert.That(settings.Place.Root, Is.EqualTo("/"));
        Assert.That(settings.Place.Folders, Is.EqualTo(["/usr/share/containers/oci/hooks.d"]));
        Assert.That(settings.Place.HasPrecreate, Is.True);
        Assert.That(settings.Interval, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(settings.AuditFolder, Is.EqualTo("/run/oci-idmap-hook"));
        Assert.That(
            (settings.FeatureFile, settings.MetricsFile, settings.UninstallOnExit),
            Is.EqualTo(((string?)null, (string?)null, false)));
    }

    [TestCase("100ms", 100)]
    [TestCase("1.5s", 1_500)]
    [TestCase("30", 30_000)]
    [TestCase("5m", 300_000)]
    [TestCase("24h", 86_400_000)]
    public void Have_an_interval(string text, int milliseconds) => Assert.That(
        Read("interval", text).Interval, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [TestCase("")]
    [TestCase("-1s")]
    [TestCase("99ms")]
    [TestCase("25h")]
    [TestCase("1sm")]
    [TestCase("1 s")]
    [TestCase("NaN")]
    public void Have_no_interval_that_is_none(string text) => Assert.That(
        () => Read("interval", text),
        Throws.InstanceOf<OperationException>().With.Message.EqualTo(
            $"the interval {text} is none between 100ms and 24h; give one such as 30s, 5m or 1h"));

    [Test]
    public void Are_true_or_false()
    {
        Assert.That(Read("uninstall-on-exit", "True").UninstallOnExit, Is.True);
        Assert.That(Read("no-precreate", "true").Place.HasPrecreate, Is.False);
        Assert.That(
            () => Read("uninstall-on-exit", "yes"),
            Throws.InstanceOf<OperationException>().With.Message.EqualTo("uninstall-on-exit is true or false, and not yes"));
    }

    [Test]
    public void Name_absolute_folders()
    {
        Assert.That(Read("dir", "/one:/other").Place.Folders, Is.EqualTo(["/one", "/other"]));
        Assert.That(
            () => Read("dir", "/one:other"),
            Throws.InstanceOf<OperationException>().With.Message.StartsWith("the hooks.d folder other is not absolute"));
    }

    private static AgentSettings Read(string name, string value) => AgentSettings.Read(asked => asked == name ? value : null);
}
