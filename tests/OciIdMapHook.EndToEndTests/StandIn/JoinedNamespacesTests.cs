using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A joined user namespace is used itself: none is made for its maps.</summary>
public sealed class JoinedNamespacesTests : StandInScenario
{
    [Test]
    public async Task One_of_a_process_is_used()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));

        await IsUsedAsync(joined.ProcessPath);
    }

    [Test]
    public async Task One_that_is_bind_mounted_is_used()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));

        await IsUsedAsync(await joined.BoundFileAsync());
    }

    [Test]
    public async Task None_is_made_even_if_config_json_repeats_the_maps()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));
        Bundle.WriteConfigThatJoins(joined.ProcessPath, "0:300000:65536");

        (await Run.WithPins().With("--join-userns", joined.ProcessPath).With(WithoutNewNamespaces).RunAsync()).ThatRanRight();
    }

    [Test]
    public async Task Strace_sees_no_process_in_a_new_user_namespace()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));
        Bundle.WriteConfigThatJoins(joined.ProcessPath);

        var calls = await TracedAsync(Run.With("--join-userns", joined.ProcessPath));

        Assert.That(calls, Has.Some.Matches<string>(call => call.Contains("mount_setattr(", StringComparison.Ordinal)));
        Assert.That(calls, Has.None.Matches<string>(call => call.Contains("CLONE_NEWUSER", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Strace_sees_one_where_the_container_has_its_own()
    {
        var calls = await TracedAsync(Run);

        Assert.That(calls, Has.One.Matches<string>(call => call.Contains("CLONE_NEWUSER", StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_maps_of_the_init_count_where_config_json_has_others()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));
        Bundle.WriteConfigThatJoins(joined.ProcessPath, "0:100000:65536");

        var facts = (await Run.WithPins().With("--join-userns", joined.ProcessPath).RunAsync()).ThatRan();

        Assert.That(
            facts.HookError,
            Does.Match(
                "warning: config.json maps uids 0:100000:65536 .* runs under 0:300000:65536.*remounted idmapped "
                + ".0:300000:65536."));
    }

    private static string[] WithoutNewNamespaces => ["--hook-seccomp", "clone3:ENOSYS"];

    private async Task IsUsedAsync(string path)
    {
        Bundle.WriteConfigThatJoins(path);

        var run = Run.WithPins().WithSubmounts("data").With("--join-userns", path, "--touch", "/file");

        var facts = (await run.With(WithoutNewNamespaces).RunAsync()).ThatRanRight();
        Assert.That(facts["disk./file"], Is.EqualTo("0:0"));
    }

    private async Task<string[]> TracedAsync(StandInRun run)
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        var hook = new[] { "-f", "-o", log, "-e", "trace=clone3,clone,unshare,mount_setattr", Shipped.Hook };

        (await run.WithHook("/usr/bin/strace", hook).RunAsync()).ThatRanRight();

        return await File.ReadAllLinesAsync(log);
    }
}
