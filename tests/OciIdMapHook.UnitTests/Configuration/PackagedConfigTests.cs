using System.Text;
using System.Text.RegularExpressions;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Configuration;

/// <summary>The configuration file that packages install.</summary>
public sealed class PackagedConfigTests
{
    private static string Text { get; } = File.ReadAllText(Repository.Path("packaging", "config.json"));

    [Test]
    public void Says_what_holds_without_it()
    {
        var config = Parse(Text);

        Assert.That(config with { Given = [] }, Is.EqualTo(new HostConfig()));
        Assert.That(config.Given, Is.EquivalentTo(
            "rootfs unsupportedFileSystem hostMounts log.target log.level audit".Split(' ')));
    }

    [Test]
    public void Is_right_when_its_example_is_taken_in()
    {
        var config = Parse(Regex.Replace(Text, "^  // (\"allowedHostIds\"|  \"[ug]ids\"|})", "  $1", RegexOptions.Multiline));

        Assert.That(config.AllowedHostIds.Uids, Is.EqualTo([new HostIdRange(100000, 1000000000)]));
        Assert.That(config.AllowedHostIds.Gids, Is.EqualTo([new HostIdRange(100000, 1000000000)]));
    }

    private static HostConfig Parse(string text) => HostConfig.Parse(Encoding.UTF8.GetBytes(text), "packaging/config.json");
}
