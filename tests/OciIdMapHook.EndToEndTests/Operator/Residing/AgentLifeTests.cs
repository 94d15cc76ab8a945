using System.Net.Sockets;
using System.Text;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>How the agent begins and ends.</summary>
public sealed class AgentLifeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private InstallRoot root = null!;

    [SetUp]
    public void Create() => root = new InstallRoot();

    [TearDown]
    public void Remove() => root.Dispose();

    [TestCase(0)]
    [TestCase(500)]
    public async Task It_ends_within_a_second_and_leaves_the_hook_installed(int millisecondsLater)
    {
        await using var agent = await AgentRun.StartAsync(root);
        await Task.Delay(millisecondsLater);

        var (outcome, took) = await agent.TerminateAsync();

        Assert.That(took, Is.LessThan(Second));
        outcome.Succeeded();
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [Test]
    public async Task It_uninstalls_within_a_second_where_it_is_told_to()
    {
        await using var agent = await AgentRun.StartAsync(root, "--uninstall-on-exit");

        var (outcome, took) = await agent.TerminateAsync();

        Assert.That(took, Is.LessThan(Second));
        outcome.Succeeded();
        Assert.That(root.Files, Is.Empty);
    }

    [Test]
    public async Task It_tells_systemd_when_it_has_installed_and_when_it_ends()
    {
        var path = root.FullPath + "/notify";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.ReceiveTimeout = 20_000;

        await using var agent = AgentRun.Start(["--root", root.FullPath, "--hook", Shipped.Hook], ("NOTIFY_SOCKET", path));

        Assert.That(Receive(socket), Does.StartWith("READY=1"));
        Assert.That(await root.IsWholeAsync(), Is.True);
        var (outcome, _) = await agent.TerminateAsync();
        Assert.That(Receive(socket), Does.StartWith("STOPPING=1"));
        // As the journal wants it: a priority, and one line each.
        Assert.That(
            outcome.Succeeded().StandardError,
            Does.StartWith("<6>").And.Contain("keeps the hook installed below " + root.FullPath));
    }

    [Test]
    public async Task It_takes_its_options_from_the_environment()
    {
        await using var agent = AgentRun.Start(
            [],
            ("OCI_IDMAPCTL_ROOT", root.FullPath),
            ("OCI_IDMAPCTL_HOOK", Shipped.Hook),
            ("OCI_IDMAPCTL_DIR", $"{InstallRoot.PackagedFolder}:{InstallRoot.AdministratorFolder}"),
            ("OCI_IDMAPCTL_INTERVAL", "1s"),
            ("OCI_IDMAPCTL_METRICS", root.FullPath + "/hook.prom"),
            ("OCI_IDMAPCTL_NFD", root.FullPath + "/features"),
            ("OCI_IDMAPCTL_UNINSTALL_ON_EXIT", "true"));

        await AgentRun.UntilAsync(
            () => Task.FromResult(File.Exists(root.Administrators) && File.Exists(root.FullPath + "/hook.prom")),
            () => "it is not installed");

        Assert.That(File.Exists(root.Packaged), Is.True);
        Assert.That(await File.ReadAllTextAsync(root.FullPath + "/features"), Does.Contain("oci-idmap-hook.ready="));
        (await agent.TerminateAsync()).Outcome.Succeeded();
        Assert.That(File.Exists(root.Administrators) || File.Exists(root.Packaged) || File.Exists(root.Hook), Is.False);
    }

    [TestCase("--interval", "soon", "the interval soon is none between 100ms and 24h; give one such as 30s, 5m or 1h")]
    [TestCase("--dir", "hooks.d", "the hooks.d folder hooks.d is not absolute; give it as the engine sees it")]
    [TestCase("--hook", "/nowhere", "the hook /nowhere cannot be read: ")]
    public async Task It_does_not_begin_with_what_cannot_be_meant(string option, string value, string why)
    {
        var outcome = await Ctl.RunAsync("agent", option, value);

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.StandardError, Does.StartWith($"oci-idmapctl: {why}"));
    }

    [Test]
    public async Task It_looks_once_where_it_is_told_to()
    {
        string[] once = ["agent", "--once", "--root", root.FullPath, "--hook", Shipped.Hook];

        var first = (await Ctl.RunAsync(once)).Succeeded();
        var second = await Ctl.RunJsonAsync(once);
        await using var terminal = new Terminal(columns: 100);
        var third = await terminal.RunAsync(Ctl.Executable, once);

        Assert.That(first.Lines.Skip(1), Has.All.Contains(" installed"));
        Assert.That(second.GetProperty("steps")[0].GetProperty("action").GetString(), Is.EqualTo("kept"));
        Assert.That(third.Text, Does.Contain("╭").And.Contain("right already"));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
