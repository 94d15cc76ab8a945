using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>Volumes whose file system cannot be idmapped, on a host that has such ones skipped.</summary>
public sealed class SkippedVolumesTests : VolumeScenario
{
    private const string Because = "; the volume stays as the runtime mounted it, because unsupportedFileSystem is skip in ";

    private string ConfigFile => Path.Combine(Folder.FullPath, "config.json");

    [Test]
    public async Task Stay_as_they_are_and_the_rest_is_done()
    {
        var run = Skipping(
            With(Bind("mnt", "idmap"), OfProc("data")).WithPins().With("--pin-subdir", "data", "--stat", "mnt/file")
            .WithSubmounts($"mnt:rbind={Source()}", "data:rbind=/proc"));

        var facts = (await HasIdmappedAsync(run, "/mnt")).ThatRanRight();

        Assert.That(facts["stat.mnt/file"], Does.StartWith("0:0 "));
        Assert.That(
            facts.HookError,
            Does.Match($"warning: mount_setattr.* of the volume /[^ ]+/rootfs/data on proc: EINVAL .*{Because}{ConfigFile}"));
        Assert.That(facts.HookError, Does.Contain("1 volume idmapped"));
        Assert.That(facts.After("pin.subdir:data").Mount, Is.EqualTo(Top(facts, "/data").Id));
    }

    [Test]
    public async Task Of_another_volume_stay_as_they_are_within_it()
    {
        var run = Skipping(With(Bind("data", "idmap"), OfProc("data/nested"))
            .WithSubmounts($"data:rbind={Source()}", "data/nested:rbind=/proc").With("--pin-subdir", "data/nested"));

        var facts = await HasIdmappedAsync(run, "/data");

        Assert.That(facts.After("pin.subdir:data/nested").Mount, Is.EqualTo(Top(facts, "/data/nested").Id));
    }

    [Test]
    public async Task With_a_mount_of_the_host_that_cannot_be_idmapped_stay_as_they_are() => Assert.That(
        (await HasIdmappedAsync(Skipping(With(Bind("data", "ridmap")).WithSubmounts($"data:rbind={Source()}")
            .With("--host-mount", "../../source/nested:proc")))).ThatRanRight().HookError,
        Does.Match($"warning: .*of the volume /[^ ]+/rootfs/data on ext4, proc: EINVAL .*{Because}"));

    [Test]
    public async Task Alone_leave_the_container_as_it_is() => Refusals.SaysInOneLine(
        await HasIdmappedAsync(
            Skipping(WithVolumesAlone(OfProc("data")).WithSubmounts("data:rbind=/proc").With("--pin-subdir", "data"))),
        0,
        $"warning: left as it is: mount_setattr.*on proc: EINVAL .*{Because}.*; the rootfs stays as it is: the annotation");

    [Test]
    public async Task On_a_rootfs_that_is_skipped_are_idmapped_all_the_same()
    {
        var run = Skipping(With(Bind("mnt", "idmap"), OfProc("data")).WithSubmounts($"mnt:rbind={Source()}", "data:rbind=/proc")
            .With("--stat", "mnt/file"));
        var root = Folder.Folder("root");
        run = run.By(
            "unshare", "--mount", "sh", "-c",
            $"mount -t ramfs none {root} && cp -r {Bundle.Rootfs}/. {root} && mount --bind {root} {Bundle.Rootfs} && exec \"$@\"",
            "sh");

        var facts = await HasIdmappedAsync(run, "/mnt");

        Assert.That(facts["stat.mnt/file"], Does.StartWith("0:0 "));
        Assert.That(facts.Mounts.Root.IsIdMapped, Is.False);
        Assert.That(
            facts.HookError,
            Does.Match("1 volume below .*; the rootfs stays as it is: .*ramfs.*because unsupportedFileSystem is skip"));
        Assert.That(facts.HookError, Does.Match($"of the volume /[^ ]+/rootfs/data on proc: EINVAL .*{Because}"));
    }

    private static JsonObject OfProc(string destination) => StandInBundle.Bind("/proc", destination, "idmap");

    private StandInRun Skipping(StandInRun run)
    {
        File.WriteAllText(ConfigFile, """{ "unsupportedFileSystem": "skip" }""");
        return run.WithHook(Shipped.Hook, "--config", ConfigFile);
    }
}
