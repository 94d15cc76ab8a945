using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>Both stages name the hook, as two hooks.d files of an engine would: the second run changes nothing.</summary>
public sealed class HookedTwiceTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task The_root_is_remapped_once(RuntimeUnderTest runtime)
    {
        var once = (await ContainerAsync()).WithHook();
        var twice = once with { Hook = HookUse.At("prestart", "createRuntime") };

        var afterOnce = await MountsAsync(runtime, once);
        var afterTwice = await MountsAsync(runtime, twice);
        var owner = await ReadAsync(runtime, twice, "stat -c %u:%g /");

        Assert.That(afterTwice.Comparable, Is.EqualTo(afterOnce.Comparable));
        Assert.That(afterTwice.Root.IsIdMapped, Is.True);
        Assert.That(owner, Is.EqualTo(["0:0"]));
    }
}
