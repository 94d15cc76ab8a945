using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>An agent that found its hook where packages have it: the place that it looks after.</summary>
public sealed class AgentOfAPackageTests
{
    private InstallRoot root = null!;

    [SetUp]
    public async Task InstallAsync()
    {
        root = new InstallRoot();
        (await root.InstallAsync()).Succeeded();
    }

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task It_puts_the_hook_back_that_it_has_in_memory()
    {
        await using var agent = await StartAsync();

        File.Delete(root.Hook);
        await AgentRun.UntilAsync(root.IsWholeAsync, () => "the hook is not back");

        Assert.That(await File.ReadAllBytesAsync(root.Hook), Is.EqualTo(await File.ReadAllBytesAsync(Shipped.Hook)));
        (await agent.TerminateAsync()).Outcome.Succeeded();
    }

    [Test]
    public async Task It_leaves_a_newer_hook_to_the_package_that_brought_it()
    {
        await using var agent = await StartAsync();
        var newer = root.FullPath + "/newer";
        await InstallRoot.WriteHookOfVersionAsync(newer, "9.9.0");
        var content = await File.ReadAllBytesAsync(newer);
        File.SetUnixFileMode(newer, File.GetUnixFileMode(root.Hook));
        File.Move(newer, root.Hook, overwrite: true);
        File.Delete(root.Packaged);

        await Task.Delay(TimeSpan.FromMilliseconds(500));

        Assert.That(await File.ReadAllBytesAsync(root.Hook), Is.EqualTo(content));
        var (outcome, _) = await agent.TerminateAsync();
        Assert.That(outcome.Succeeded().StandardError, Does.Contain(
            $"{InstallRoot.HookPath} has become version 9.9.0 and this tool is ").And.Contain("; restart it as that version"));
    }

    private async Task<AgentRun> StartAsync()
    {
        var metrics = root.FullPath + "/hook.prom";
        var agent = AgentRun.Start(["--root", root.FullPath, "--hook", root.Hook, "--metrics", metrics]);
        await AgentRun.UntilAsync(() => Task.FromResult(File.Exists(metrics)), () => "it has not looked");
        return agent;
    }
}
