using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary><c>check --nfd FILE</c>: a feature file for node-feature-discovery.</summary>
public sealed class FeatureFileTests
{
    [Test]
    public async Task It_says_what_the_report_says()
    {
        await using var folder = WorkFolder.Create();
        var file = $"{folder.FullPath}/oci-idmap-hook";
        await File.WriteAllTextAsync(file, "what was there before");

        var report = await PlantedHost.ReportAsync($"rm {PlantedHost.Hook}", "--nfd", file);

        var lines = await File.ReadAllLinesAsync(file);
        Assert.That(lines, Has.All.Match(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}=[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"));
        Assert.That(lines, Does.Contain("oci-idmap-hook.ready=false"));
        Assert.That(lines, Does.Contain($"oci-idmap-hook.problems={report.GetProperty("problems").GetInt32()}"));
        Assert.That(lines, Does.Contain("oci-idmap-hook.problem-hook-binary-missing=true"));
        Assert.That(lines, Has.One.Match(@"^oci-idmap-hook\.runtime-crun=\d+\.\d+"));
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo((UnixFileMode)Convert.ToInt32("644", 8)));
        Assert.That(Directory.GetFiles(folder.FullPath), Is.EqualTo(new[] { file }), "nothing is left beside it");
    }

    [Test]
    public async Task A_reader_finds_the_old_one_or_the_new_one()
    {
        await using var folder = WorkFolder.Create();
        var file = $"{folder.FullPath}/oci-idmap-hook";
        await File.WriteAllTextAsync(file, "old");
        await using var open = File.OpenRead(file);

        await Ctl.RunAsync("check", "--nfd", file);

        Assert.That(await new StreamReader(open).ReadToEndAsync(), Is.EqualTo("old"), "the file was replaced, not written into");
        Assert.That(await File.ReadAllTextAsync(file), Does.StartWith("oci-idmap-hook.ready="));
    }

    [Test]
    public async Task A_file_that_cannot_be_written_is_an_error()
    {
        var outcome = await Ctl.RunAsync("check", "--nfd", "/no/such/folder/features");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(
            outcome.StandardError, Does.StartWith("oci-idmapctl: the feature file /no/such/folder/features cannot be written: ")
            .And.Contain("name a file in a folder that is there"));
        Assert.That(outcome.StandardError.Trim(), Does.Not.Contain("\n"));
    }
}
