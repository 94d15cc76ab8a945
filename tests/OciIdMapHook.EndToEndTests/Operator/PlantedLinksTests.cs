using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>Files that the tool writes into a folder where another user has planted something.</summary>
public sealed class PlantedLinksTests
{
    private const string AnotherUser = "65534";
    private const string Secret = "root's own";

    private WorkFolder folder = null!;
    private string shared = null!;
    private string victim = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        folder = WorkFolder.Create();
        victim = Path.Combine(folder.FullPath, "victim");
        await File.WriteAllTextAsync(victim, Secret);
        shared = folder.Folder("shared");
        await HostCommand.ReadAsync("chown", AnotherUser, shared);
        await HostCommand.ReadAsync("chmod", "755", folder.FullPath);
    }

    [TearDown]
    public async Task RemoveAsync() => await folder.DisposeAsync();

    [TestCase("check --nfd $shared/file.prom")]
    [TestCase("agent --once --root $root --hook $hook --metrics $shared/file.prom")]
    public async Task A_link_at_the_name_that_the_tool_writes_first_leads_nowhere(string verb)
    {
        // The shell's pid is the tool's, which follows it.
        await HostCommand.RunAsync(
            "sh", "-c",
            $"shared={shared} root={folder.Folder("root")} hook={Shipped.Hook}; ln -s {victim} $shared/.file.prom.$$; "
            + $"exec {Ctl.Executable} {verb}");

        Assert.That(await File.ReadAllTextAsync(victim), Is.EqualTo(Secret));
        Assert.That(await File.ReadAllTextAsync($"{shared}/file.prom"), Does.Contain("oci"));
        Assert.That(new FileInfo($"{shared}/file.prom").LinkTarget, Is.Null);
    }

    [Test]
    public async Task A_link_at_the_name_itself_is_replaced()
    {
        File.CreateSymbolicLink($"{shared}/file", victim);

        await Ctl.RunAsync("check", "--nfd", $"{shared}/file");

        Assert.That(await File.ReadAllTextAsync(victim), Is.EqualTo(Secret));
        Assert.That(new FileInfo($"{shared}/file").LinkTarget, Is.Null);
    }

    [Test]
    public async Task Links_that_are_planted_while_the_tool_writes_lead_nowhere()
    {
        await using var planter = HostProcess.Start(
            "setpriv", $"--reuid={AnotherUser}", "--clear-groups", "sh", "-c",
            $"while :; do for name in $(ls -A {shared}); do ln -sfn {victim} {shared}/$name; done; done 2>/dev/null");

        for (var run = 0; run < 10; run++)
            await Ctl.RunAsync("check", "--nfd", $"{shared}/file");

        Assert.That(await File.ReadAllTextAsync(victim), Is.EqualTo(Secret));
    }

    [Test]
    public async Task A_folder_behind_another_users_link_is_not_written_to()
    {
        var owned = folder.Folder("owned");
        File.CreateSymbolicLink($"{shared}/link", owned);
        await HostCommand.ReadAsync("chown", "-h", AnotherUser, $"{shared}/link");

        var outcome = await Ctl.RunAsync("check", "--nfd", $"{shared}/link/file");

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.StandardError, Does.Contain($"is a symbolic link of user {AnotherUser}, who could lead it anywhere"));
        Assert.That(Directory.EnumerateFileSystemEntries(owned), Is.Empty);
    }

    [Test]
    public async Task A_folder_behind_roots_own_link_is_written_to()
    {
        var owned = folder.Folder("owned");
        File.CreateSymbolicLink(Path.Combine(folder.FullPath, "link"), "owned/../owned");

        await Ctl.RunAsync("check", "--nfd", $"{folder.FullPath}/link/file");

        Assert.That(File.Exists($"{owned}/file"), Is.True);
        Assert.That(Directory.EnumerateFileSystemEntries(owned).Count(), Is.EqualTo(1));
    }
}
