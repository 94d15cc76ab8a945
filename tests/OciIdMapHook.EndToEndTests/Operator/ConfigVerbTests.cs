using System.Text.Json;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConfigVerbTests : IAsyncDisposable
{
    private readonly WorkFolder folder = WorkFolder.Create();

    private string ConfigFile => Path.Combine(folder.FullPath, "config.json");

    [Test]
    public async Task Without_a_file_all_is_default()
    {
        var outcome = (await Ctl.RunAsync("config", "--config", ConfigFile)).Succeeded();

        Assert.That(outcome.Lines.Select(line => line.TrimEnd()), Is.EqualTo([
            Row("setting", "value", "from"),
            Row("rootfs", "auto", "default"),
            Row("unsupportedFileSystem", "refuse", "default"),
            Row("hostMounts", "idmap", "default"),
            Row("allowedHostIds.uids", "any", "default"),
            Row("allowedHostIds.gids", "any", "default"),
            Row("log.target", "auto", "default"),
            Row("log.level", "info", "default"),
            Row("audit", "true", "default"),
            $"There is no {ConfigFile}.",
        ]));

        static string Row(string name, string value, string source) => $"{name,-21} {value,-6} {source}";
    }

    [Test]
    public async Task What_a_file_says_is_told_apart_from_the_defaults()
    {
        await File.WriteAllTextAsync(ConfigFile, """
            { "rootfs": "never", /* all of them */ "log": { "level": "error" },
              "allowedHostIds": { "uids": [{ "first": 100000, "size": 65536 }, { "first": 5, "size": 1 }], "gids": [] } }
            """);

        var json = await Ctl.RunJsonAsync("config", "--config", ConfigFile);

        Assert.That(json.GetProperty("file").GetString(), Is.EqualTo(ConfigFile));
        Assert.That(json.GetProperty("isThere").GetBoolean(), Is.True);
        Assert.That(
            json.GetProperty("values").EnumerateArray()
            .Select(value => $"{value.GetProperty("name")}={value.GetProperty("value")}"
                + $" {(value.GetProperty("source").GetString() == ConfigFile ? "file" : value.GetProperty("source"))}"),
            Is.EqualTo([
                "rootfs=never file", "unsupportedFileSystem=refuse default", "hostMounts=idmap default",
                "allowedHostIds.uids=100000-165535, 5-5 file",
                "allowedHostIds.gids=none file", "log.target=auto default", "log.level=error file", "audit=true default",
            ]));
    }

    [Test]
    public async Task The_file_that_is_packaged_has_the_values_of_none_at_all()
    {
        var packaged = await Ctl.RunJsonAsync("config", "--config", Path.Combine(Repository.Root, "packaging", "config.json"));
        var none = await Ctl.RunJsonAsync("config", "--config", ConfigFile);

        Assert.That(packaged.GetProperty("isThere").GetBoolean(), Is.True);
        Assert.That(none.GetProperty("isThere").GetBoolean(), Is.False);
        Assert.That(Values(packaged), Is.EqualTo(Values(none)));

        static IEnumerable<string> Values(JsonElement config) =>
            config.GetProperty("values").EnumerateArray()
            .Select(value => $"{value.GetProperty("name")}={value.GetProperty("value")}");
    }

    [TestCase(
        """{ "audti": true }""", "0644",
        "config.json: at byte 2: the document has the unknown member \"audti\"; did you mean \"audit\"?")]
    [TestCase("{}", "0666", "config.json may be written by others than its owner; chmod it to 0644")]
    public async Task A_file_that_the_hook_would_not_go_by_is_told_with_exit_code_2(string json, string mode, string fault)
    {
        await File.WriteAllTextAsync(ConfigFile, json);
        await HostCommand.ReadAsync("chmod", mode, ConfigFile);

        var outcome = await Ctl.RunAsync("config", "--config", ConfigFile);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: ").And.Contain(fault));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }

    [Test]
    public async Task On_a_terminal_it_has_a_border_and_colours_and_fits()
    {
        await File.WriteAllTextAsync(ConfigFile, """{ "rootfs": "never" }""");
        await using var terminal = new Terminal(columns: 60);

        var screen = await terminal.RunAsync(Ctl.Executable, "config", "--config", ConfigFile);

        Assert.That(screen.ExitCode, Is.Zero, screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Text, Does.Contain("╭").And.Contain("unsupportedFileSystem").And.Contain("never"));
        Assert.That(screen.Lines.Select(line => line.TrimEnd().Length), Has.All.LessThanOrEqualTo(60));
    }

    public async ValueTask DisposeAsync() => await folder.DisposeAsync();
}
