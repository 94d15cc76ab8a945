using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class VolumesTests : VolumeScenario
{
    [Test]
    public async Task Belong_to_the_container_s_root_inside_and_to_the_host_s_on_disk()
    {
        var source = Source();
        var run = With(Bind("data", "idmap")).WithSubmounts($"data:rbind={source}")
            .With("--stat", "data/file", "--touch", "data/made");

        var facts = (await HasIdmappedAsync(run, "/data")).ThatRanRight();

        Assert.That(facts["stat.data/file"], Does.StartWith("0:0 "));
        Assert.That(await FileOwner.OnDiskAsync(source, "made"), Is.EqualTo("0:0"));
        Assert.That(facts.HookError, Does.Contain(", 1 mount carried over, 1 volume idmapped, "));
    }

    [Test]
    public async Task Alone_are_idmapped_where_the_rootfs_stays()
    {
        var run = WithVolumesAlone(Bind("data", "idmap"), Bind("mnt", "idmap"))
            .WithSubmounts($"data:rbind={Source()}", $"mnt:rbind={Source()}").With("--stat", "data/file");

        var facts = await HasIdmappedAsync(run, "/data", "/mnt");

        Assert.That(facts["stat.data/file"], Does.StartWith("0:0 "));
        Assert.That(facts.Mounts.Root.IsIdMapped, Is.False);
        Assert.That(
            facts.HookError,
            Does.Match(
                "2 volumes below [^ ]+/rootfs idmapped, 0 descriptors of the init re-opened; the rootfs stays as it is: the "
                + "annotation"));
    }

    [Test]
    public async Task Need_no_user_namespace()
    {
        Bundle.WriteConfigWithMounts([Bind("data", "idmap=uids=0-33-1;gids=0-34-1")]);
        var run = Run.With("--no-userns", "--stat", "data/file").WithSubmounts($"data:rbind={Source()}");

        var facts = await HasIdmappedAsync(run, "/data");

        Assert.That(facts["stat.data/file"], Does.StartWith("33:34 "));
    }

    [Test]
    public async Task Of_one_source_have_different_owners_by_different_maps()
    {
        var source = Source();
        var run = With(
                Bind("data", "idmap"),
                Bind("mnt", "idmap=uids=@0-33-1;gids=@0-34-1"))
            .WithSubmounts($"data:rbind={source}", $"mnt:rbind={source}")
            .With("--stat", "data/file", "--stat", "mnt/file", "--touch", "mnt/made");

        // Who writes as an id that the map of the mount lacks is told so.
        var facts = await HasIdmappedAsync(run, "/data", "/mnt");

        Assert.That(facts["stat.data/file"], Does.StartWith("0:0 "));
        Assert.That(facts["stat.mnt/file"], Does.StartWith("33:34 "));
        Assert.That(facts["touch.mnt/made"], Is.EqualTo("EOVERFLOW"));
    }

    [Test]
    public async Task May_be_files()
    {
        var run = With(StandInBundle.Bind(Bundle.FileToBind, "etc/config", "idmap"))
            .WithSubmounts($"etc/config:bind={Bundle.FileToBind}")
            .With("--stat", "etc/config");

        var facts = (await HasIdmappedAsync(run, "/etc/config")).ThatRanRight();

        Assert.That(facts["stat.etc/config"], Does.StartWith("0:0 "));
    }

    [Test]
    public async Task Stay_read_only_and_nosuid()
    {
        var run = With(Bind("data", "ro", "nosuid", "idmap")).WithSubmounts($"data:rbind-ro={Source()}")
            .With("--touch", "data/made");

        var facts = (await HasIdmappedAsync(run, "/data")).ThatRanRight();

        Assert.That(facts["touch.data/made"], Is.EqualTo("EROFS"));
        Assert.That(Top(facts, "/data").Flags, Does.Contain("nosuid"));
    }

    [Test]
    public async Task Are_found_through_links_of_the_image()
    {
        File.CreateSymbolicLink(Path.Combine(Bundle.Rootfs, "link"), "/nowhere/../mnt");
        Directory.CreateDirectory(Path.Combine(Bundle.Rootfs, "nowhere"));

        await HasIdmappedAsync(With(Bind("link", "idmap")).WithSubmounts($"mnt:rbind={Source()}"), "/mnt");
    }

    [Test]
    public async Task Are_replaced_where_they_are_on_top_of_others()
    {
        var run = With(Bind("data"), Bind("data", "idmap"))
            .WithSubmounts("data", $"data:rbind={Source()}");

        var facts = (await HasIdmappedAsync(run, "/data")).ThatRanRight();

        Assert.That(Top(facts, "/data").IsIdMapped, Is.True);
    }

    [Test]
    public async Task Are_left_alone_below_others()
    {
        var run = With(Bind("data", "idmap"), Bind("data")).WithSubmounts($"data:rbind={Source()}", "data");

        (await HasIdmappedAsync(run)).ThatRanRight();
    }

    [Test]
    public async Task Keep_their_descriptors()
    {
        var run = With(Bind("data", "idmap")).WithPins().WithSubmounts($"data:rbind={Source()}")
            .With("--pin-subdir", "data", "--pin-subdir", "data/nested", "--cwd", "sub:data/nested");

        var facts = await HasIdmappedAsync(run, "/data");

        foreach (var name in new[] { "pin.subdir:data", "pin.subdir:data/nested", "cwd" })
            Assert.That(facts.After(name), Is.EqualTo(facts.Before(name) with { Mount = Top(facts, "/data").Id }), name);

        Assert.That(facts.After("pin.root").Mount, Is.EqualTo(facts.Root.Mount));
        Assert.That(facts.Registers, Is.EqualTo("intact"));
    }

    [Test]
    public async Task Keep_their_descriptors_on_files_that_name_no_more_than_a_place()
    {
        var run = With(Bind("data", "idmap"), StandInBundle.Bind(Bundle.FileToBind, "etc/config", "idmap"))
            .WithSubmounts($"data:rbind={Source()}", $"etc/config:bind={Bundle.FileToBind}")
            .With("--pin-path", "data/file", "--pin-path", "etc/config", "--pin-path", "etc/secret");

        var facts = await HasIdmappedAsync(run, "/data", "/etc/config");

        foreach (var (name, mount) in new[] { ("data/file", "/data"), ("etc/config", "/etc/config"), ("etc/secret", "/") })
        {
            var pin = $"pin.path:{name}";
            Assert.That(facts.After(pin), Is.EqualTo(facts.Before(pin) with { Mount = Top(facts, mount).Id }));
        }
    }

    [Test]
    public async Task Are_all_replaced_if_there_are_twenty_and_twenty_descriptors_at_most()
    {
        string[] places = [.. Enumerable.Range(0, 20).Select(number => $"mnt/volume-{number}")];
        foreach (var place in places)
            Directory.CreateDirectory(Path.Combine(Bundle.Rootfs, place));

        var run = With([.. places.Select((place, i) =>
                Bind(place, i < 10 ? "idmap" : $"ridmap=uids=0-{Number(i)}-1;gids=0-{Number(i)}-1"))])
            .WithSubmounts(places.Select(place => $"{place}:rbind={Source()}")).With("--rlimit-nofile", "20");

        (await HasIdmappedAsync(run, [.. places.Select(place => "/" + place)])).ThatRanRight();
    }

    [Test]
    public async Task Are_left_alone_by_a_second_run()
    {
        var facts = await HasIdmappedAsync(
            With(Bind("data", "idmap")).WithSubmounts($"data:rbind={Source()}").With("--hook-twice"), "/data");

        Assert.That(facts["hook.2.exit"], Is.EqualTo("0"));
        Assert.That(facts["hook.2.stderr"], Does.Contain("nothing to do"));
    }
}
