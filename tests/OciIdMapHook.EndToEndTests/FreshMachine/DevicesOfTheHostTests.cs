using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.FreshMachine;

/// <summary>crun gives the container's root what it has for standard streams: no machine is to be worse for its tests.</summary>
public sealed class DevicesOfTheHostTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Stay_as_they_are_where_a_runtime_has_them_for_its_standard_streams(RuntimeUnderTest runtime)
    {
        var before = await OwnersAsync();
        var container = await ContainerAsync() with { Preparation = "exec </dev/zero >/dev/full 2>/dev/null" };

        await RunAsync(runtime, container);

        Assert.That(await OwnersAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Hold_no_locks_of_an_engine_s()
    {
        var locks = await DebianTree.Host.RunAsync(["find", "/dev/shm", "-mindepth", "1"]);
        var here = await DebianTree.Host.RunAsync(["sh", "-c", "echo >/dev/shm/idmap-lock && ls /dev/shm"]);

        Assert.That(locks.Succeeded().Lines, Is.Empty);
        Assert.That(here.Succeeded().Lines, Is.EqualTo(["idmap-lock"]));
        Assert.That(File.Exists("/dev/shm/idmap-lock"), Is.False);
    }

    private static Task<string> OwnersAsync() =>
        HostCommand.ReadAsync("stat", "--format=%n %u:%g %a", "/dev/null", "/dev/zero", "/dev/full");
}
