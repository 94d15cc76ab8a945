using System.Security.Cryptography;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A runtime kills a hook that takes too long, whatever it is just doing.</summary>
public sealed class KilledHook : StandInScenario
{
    private const int Moments = 50;

    [Test]
    public async Task Leaves_nothing_on_the_host_at_any_of_fifty_moments()
    {
        var usual = (await Run.WithPins().RunAsync()).ThatRanRight().HookDuration;
        var killed = 0;
        for (var i = 0; i < Moments; i++)
        {
            var moment = RandomNumberGenerator.GetInt32((int)usual.TotalMicroseconds);
            var facts = await Run.WithPins().With("--cwd", "root").WithSubmounts("data", "data", "etc")
                .With("--kill-hook-after", $"{moment}").RunAsync();

            killed += facts["hook.1.signal"] == "9" ? 1 : 0;
            Assert.That(facts.ExitCode, Is.EqualTo(facts.HookExitCode == 0 ? 0 : 1), facts.ToString());
            Assert.That(HostTraces.Of(Folder), Is.Empty, $"Killed after {moment} µs");
        }

        Assert.That(killed, Is.GreaterThan(Moments / 2), "Else these moments were no test of anything");
    }
}
