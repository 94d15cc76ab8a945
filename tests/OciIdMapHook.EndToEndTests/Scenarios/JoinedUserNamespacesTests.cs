using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A container in a user namespace that exists already, as a pod's containers share one.</summary>
public sealed class JoinedUserNamespacesTests : Scenario
{
    private const string Script = "stat -c %u:%g / && cat /proc/self/uid_map && echo x >/made";

    private static readonly IdMapping Mapping = IdMapping.From(300000);

    /// <summary>runc 1.1 wants the maps repeated in config.json; later ones only put up with it.</summary>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task One_of_a_process_gives_its_maps(RuntimeUnderTest runtime)
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, Mapping);

        await HasRootOfItsOwnAsync(runtime, await ContainerAsync(joined.ProcessPath));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task One_that_is_bind_mounted_gives_its_maps(RuntimeUnderTest runtime)
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, Mapping);

        await HasRootOfItsOwnAsync(runtime, await ContainerAsync(await joined.BoundFileAsync()));
    }

    [TestCaseSource(nameof(ThatReadTheMapsThemselves))]
    public async Task One_gives_its_maps_if_config_json_has_none(RuntimeUnderTest runtime)
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, Mapping);

        await HasRootOfItsOwnAsync(runtime, await ContainerAsync(joined.ProcessPath) with { Mappings = [] });
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Two_containers_share_one_and_their_rootfs(RuntimeUnderTest runtime)
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, Mapping);
        var container = await ContainerAsync(joined.ProcessPath);

        var outcomes = await Task.WhenAll(
            RunAsync(runtime, container.Running(Meeting("one", "other"))),
            RunAsync(runtime, container.Running(Meeting("other", "one"))));

        Assert.That(outcomes.Select(outcome => outcome.Succeeded().Lines[^1]), Is.EqualTo(["0:0", "0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made-by-one"), Is.EqualTo("0:0"));
    }

    [TestCaseSource(nameof(ThatDoNotCompareTheMaps))]
    public async Task The_maps_of_the_init_count_where_config_json_has_others(RuntimeUnderTest runtime)
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, Mapping);
        var log = Path.Combine(Folder.FullPath, "hook-stderr");
        var container = await ContainerAsync(joined.ProcessPath) with { Mappings = [IdMapping.From(100000)] };

        var outcome = await RunAsync(runtime, container.WithAnnotation("run.oci.hooks.stderr", log).Running("stat -c %u:%g /"));

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["0:0"]));
        if (!runtime.IsRunc)
        {
            Assert.That(
                await File.ReadAllTextAsync(log),
                Does.Match(
                    "warning: config.json maps uids 0:100000:65536 .*runs under 0:300000:65536.*the init's own maps count"));
        }
    }

    private static IEnumerable<RuntimeUnderTest> ThatReadTheMapsThemselves =>
        RuntimeMatrix.Bundles.Where(runtime => !runtime.IsRunc11);

    /// <summary>runc compares them itself in its later versions, and does not come to the hook.</summary>
    private static IEnumerable<RuntimeUnderTest> ThatDoNotCompareTheMaps =>
        RuntimeMatrix.Bundles.Where(runtime => !runtime.IsRunc || runtime.ToString() == "runc (host)");

    private async Task<Container> ContainerAsync(string userNamespace) =>
        (await ContainerAsync()).WithHook() with { Mappings = [Mapping], JoinedUserNamespace = userNamespace };

    private async Task HasRootOfItsOwnAsync(RuntimeUnderTest runtime, Container container)
    {
        var lines = await ReadAsync(runtime, container, Script);

        Assert.That(lines[0], Is.EqualTo("0:0"));
        Assert.That(lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["0", "300000", "65536"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo("0:0"));
    }

    /// <summary>Each waits for the file of the other, so that both run at the same time.</summary>
    private static string Meeting(string own, string others) =>
        $"""
        echo x >/made-by-{own} || exit 1
        for attempt in $(seq 300); do
            if [ -e /made-by-{others} ]; then stat -c %u:%g /made-by-{others}; exit; fi
            sleep 0.1
        done
        exit 1
        """;
}
