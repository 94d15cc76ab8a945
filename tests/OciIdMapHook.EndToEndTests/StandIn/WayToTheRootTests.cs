namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A runtime comes to its root by path or by a descriptor that it opened before the hook.</summary>
public sealed class WayToTheRootTests : StandInScenario
{
    [TestCase("path")]
    [TestCase("fd")]
    public async Task The_container_is_the_root_of_its_files(string way)
    {
        var facts = (await Run.With("--root-by", way, "--stat", "/etc/config", "--touch", "/etc/new").RunAsync()).ThatRanRight();

        Assert.That(facts["stat./etc/config"], Does.StartWith("0:0 "));
        Assert.That(facts["touch./etc/new"], Does.StartWith("0:0 "));
        Assert.That(facts["disk./etc/new"], Is.EqualTo("0:0"));
    }

    [TestCase("path")]
    [TestCase("fd")]
    public async Task A_root_made_read_only_through_an_old_descriptor_is_read_only(string way)
    {
        var facts = (await Run.With("--root-by", way, "--readonly-root", "--touch", "/file").RunAsync()).ThatRanRight();

        Assert.That(facts["touch./file"], Is.EqualTo("EROFS"));
    }

    [TestCase("path")]
    [TestCase("fd")]
    public async Task A_path_masked_through_an_old_descriptor_is_masked(string way)
    {
        var facts = (await Run.With("--root-by", way, "--mask", "etc/secret", "--stat", "/etc/secret").RunAsync()).ThatRanRight();

        Assert.That(facts["stat./etc/secret"], Does.EndWith(" 1:3"), "/dev/null is character device 1:3");
    }

    [Test]
    public async Task Ids_of_several_ranges_come_right()
    {
        string[] ranges = ["0:100000:10", "10:300000:5", "1000:200000:64536"];
        Bundle.WriteConfig(ranges);

        var run = Run.With(ranges.SelectMany(range => new[] { "--map", range })).With("--touch", "/file");

        var facts = (await run.RunAsync()).ThatRanRight();

        Assert.That(facts["disk./file"], Is.EqualTo("0:0"));
    }
}
