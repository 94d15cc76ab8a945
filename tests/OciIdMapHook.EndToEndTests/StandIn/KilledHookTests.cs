using System.Security.Cryptography;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A runtime kills a hook that takes too long, whatever it is just doing.</summary>
public sealed class KilledHookTests : VolumeScenario
{
    private const int Moments = 50;

    [TestCase("plain")]
    [TestCase("overlay")]
    [TestCase("submounts")]
    [TestCase("volumes")]
    public async Task Leaves_nothing_on_the_host_at_any_of_fifty_moments(string kind)
    {
        var run = OnRoot(kind).WithPins().With("--cwd", "root").WithSubmounts("proc", "proc", "etc");
        var usual = await LeastDurationAsync(run);
        var before = Directory.GetFileSystemEntries(Folder.FullPath);
        var killed = 0;
        for (var i = 0; i < Moments; i++)
        {
            var moment = RandomNumberGenerator.GetInt32((int)usual.TotalMicroseconds);
            var facts = await run.With("--kill-hook-after", $"{moment}").RunAsync();

            killed += facts["hook.1.signal"] == "9" ? 1 : 0;
            Assert.That(facts.ExitCode, Is.EqualTo(facts.HookExitCode == 0 ? 0 : 1), facts.ToString());
            Assert.That(HostTraces.Of(Folder), Is.Empty, $"Killed after {moment} µs");
            Assert.That(Directory.GetFileSystemEntries(Folder.FullPath), Is.EquivalentTo(before), "Folders are left");
        }

        Assert.That(killed, Is.GreaterThan(Moments / 2), "Else these moments were no test of anything");
    }

    /// <summary>Of a few, because on a busy host one may take many times as long as most do.</summary>
    private static async Task<TimeSpan> LeastDurationAsync(StandInRun run)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var facts = (await run.RunAsync()).ThatRan();
            Assert.That(facts["root.owner"], Is.EqualTo("0:0"), facts.ToString());
            least = facts.HookDuration < least ? facts.HookDuration : least;
        }

        return least;
    }

    private StandInRun OnRoot(string kind)
    {
        switch (kind)
        {
            case "overlay":
                Directory.Move(Bundle.Rootfs, Layer("lower"));
                foreach (var folder in new[] { Bundle.Rootfs, Layer("upper"), Layer("work") })
                    Directory.CreateDirectory(folder);

                return Run.By(
                    "unshare", "--mount", "--propagation", "private", "/bin/sh", "-e", "-c",
                    $"mount -t overlay overlay -o {Layers} {Bundle.Rootfs}; exec \"$@\"", "sh");
            case "submounts":
                return Run.With("--host-mount", "data:tmpfs", "--host-mount", "mnt:tmpfs");
            case "volumes":
                return With(Bind("data", "ridmap"), Bind("mnt", "idmap"))
                    .WithSubmounts($"data:rbind={Source()}", $"mnt:rbind={Source()}");
            default:
                return Run;
        }
    }

    private string Layers => $"lowerdir={Layer("lower")},upperdir={Layer("upper")},workdir={Layer("work")}";

    private string Layer(string name) => Path.Combine(Bundle.Folder, name);
}
