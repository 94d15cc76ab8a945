namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>
/// Killed before each system call that changes something: no file is without its hook, and the next run ends right.
/// </summary>
public sealed class KilledInstallingTests
{
    private const int MoreThanThereAre = 40;

    // 137 from a shell; strace ends by the signal of the program it ran.
    private const int Killed = 137;

    [TestCase("unlinkat")]
    [TestCase("linkat")]
    [TestCase("renameat")]
    [TestCase("fsync")]
    [TestCase("fchmod")]
    [TestCase("mkdirat")]
    public async Task While_it_installs(string call)
    {
        using var root = new InstallRoot();
        await KillAtEachAsync(call, root, root.EmptyAsync, [.. root.InstallArguments, .. Folders]);
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [TestCase("linkat")]
    [TestCase("renameat")]
    [TestCase("fsync")]
    public async Task While_it_replaces(string call)
    {
        using var root = new InstallRoot();
        await KillAtEachAsync(call, root, async () =>
        {
            (await root.InstallAsync(Folders)).Succeeded();
            await File.AppendAllTextAsync(root.Packaged, "\n");
            await File.AppendAllTextAsync(root.Hook, "\n");
        }, [.. root.InstallArguments, .. Folders]);
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [TestCase("unlinkat")]
    [TestCase("renameat")]
    [TestCase("fsync")]
    public async Task While_it_uninstalls(string call)
    {
        using var root = new InstallRoot();
        await KillAtEachAsync(
            call, root, async () => (await root.InstallAsync(Folders)).Succeeded(),
            ["uninstall", "--root", root.FullPath, .. Folders]);
        Assert.That(root.Files, Is.Empty);
    }

    private static readonly string[] Folders = ["--dir", InstallRoot.PackagedFolder, "--dir", InstallRoot.AdministratorFolder];

    private static async Task KillAtEachAsync(string call, InstallRoot root, Func<Task> prepare, string[] arguments)
    {
        for (var count = 1; count < MoreThanThereAre; count++)
        {
            await prepare();
            var outcome = await HostCommand.RunAsync(
                "strace",
                ["-f", "-qqq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={count}",
                Ctl.Executable, .. arguments]);
            await root.AssertNoFileIsWithoutItsHookAsync();
            if (outcome.ExitCode == 0)
            {
                Assert.That(count, Is.GreaterThan(1), $"it never came to {call}");
                return;
            }

            Assert.That(outcome.ExitCode, Is.EqualTo(Killed), outcome.ToString());
            (await Ctl.RunAsync(arguments)).Succeeded();
            Assert.That(root.Unfinished, Is.Empty);
        }

        Assert.Fail($"it makes more calls of {call} than {MoreThanThereAre}");
    }
}
