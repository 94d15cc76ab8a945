using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>linux.rootfsPropagation has the effect it has without the hook, also where a runtime refuses it.</summary>
public sealed class PropagationTests : Scenario
{
    private static readonly string[] Kinds =
        ["shared", "slave", "private", "unbindable", "rshared", "rslave", "rprivate", "runbindable"];

    [Test]
    public async Task Is_as_without_the_hook(
        [ValueSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))] RuntimeUnderTest runtime,
        [ValueSource(nameof(Kinds))] string kind)
    {
        var container = (await ContainerAsync() with { Propagation = kind }).Running("cat /proc/self/mountinfo");

        var without = await RunAsync(runtime, container);
        var with = await RunAsync(runtime, container.WithHook());

        Assert.That(with.ExitCode, Is.EqualTo(without.ExitCode), with.ToString());
        if (without.ExitCode == 0)
        {
            var mounts = MountTable.Parse(with.Lines);
            Assert.That(mounts.Comparable, Is.EqualTo(MountTable.Parse(without.Lines).Comparable));
            Assert.That(mounts.Root.IsIdMapped, Is.True);
        }
    }
}
