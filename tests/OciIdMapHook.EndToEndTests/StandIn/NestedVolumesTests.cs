using System.Text.Json.Nodes;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>Volumes below volumes, and mounts of the host below their sources.</summary>
public sealed class NestedVolumesTests : VolumeScenario
{
    [TestCase("idmap", "", "/data")]
    [TestCase("ridmap", "", "/data")]
    [TestCase("", "idmap", "/data/nested")]
    [TestCase("idmap", "idmap", "/data /data/nested")]
    [TestCase("ridmap", "idmap=uids=@0-5-1;gids=@0-5-1", "/data /data/nested")]
    public async Task Become_idmapped_each_for_itself(string outer, string inner, string idmapped)
    {
        var run = With(Volume("data", outer), Volume("data/nested", inner, "inner"))
            .WithSubmounts($"data:rbind={Source()}", $"data/nested:rbind-ro={Source("inner")}")
            .With("--stat", "data/nested/file");

        var facts = (await HasIdmappedAsync(run, idmapped.Split(' '))).ThatRanRight();

        var owner = inner switch { "" => "65534:65534 ", "idmap" => "0:0 ", _ => "5:5 " };
        Assert.That(facts["stat.data/nested/file"], Does.StartWith(owner));
    }

    [TestCase("idmap", "/data")]
    [TestCase("ridmap", "/data /data/nested")]
    public async Task Of_the_host_belong_to_the_volume(string option, string idmapped)
    {
        var run = With(Volume("data", option)).WithSubmounts($"data:rbind={Source()}")
            .With("--host-mount", "../../source/nested:tmpfs");

        (await HasIdmappedAsync(run, idmapped.Split(' '))).ThatRanRight();
    }

    /// <remarks>The copy is a peer of the shared volume: what a lazy unmount takes off the one it takes off the other. In a user
    /// namespace the host's mounts are locked, and stay.</remarks>
    [TestCase("idmap", "/data", true)]
    [TestCase("ridmap", "/data /data/nested", true)]
    [TestCase("idmap", "/data", false)]
    [TestCase("ridmap", "/data /data/nested", false)]
    public async Task Of_the_host_are_not_lost_if_they_are_shared(string option, string idmapped, bool isInUserNamespace)
    {
        Bundle.WriteConfigWithMounts(
            [Volume("data", $"{option}=uids=0-100000-10;gids=0-100000-10")], isInUserNamespace ? ["0:100000:65536"] : []);
        var run = Run.WithSubmounts($"data:rbind-shared={Source()}").With("--host-mount", "../../source/nested:tmpfs");

        await HasIdmappedAsync(isInUserNamespace ? run : run.With("--no-userns"), idmapped.Split(' '));
    }

    [TestCase("idmap", "/data")]
    [TestCase("ridmap", "/data /data/nested")]
    public async Task Are_not_doubled_on_a_mount_of_the_host(string option, string idmapped)
    {
        var run = With(Volume("data", option), Volume("data/nested/own", ""), Volume("data/file", ""))
            .WithSubmounts($"data:rbind={Source()}", "data/nested/own", $"data/file:bind={Bundle.FileToBind}")
            .With("--host-mount", "../../source/nested:tmpfs", "--host-mount", "../../source/nested/own:tmpfs");

        // The last of those is what the host has at that place; the container's own covers it.
        var facts =
            (await HasIdmappedAsync(
                run, option == "idmap" ? ["/data"] : [.. idmapped.Split(' '), "/data/nested/own"])).ThatRanRight();

        Assert.That(Top(facts, "/data/nested/own").IsIdMapped, Is.False);
    }

    [Test]
    public async Task Keep_the_descriptors_on_all_of_them()
    {
        var run = With(Volume("data", "ridmap"), Volume("data/nested", ""))
            .WithSubmounts($"data:rbind={Source()}", $"data/nested:rbind={Source("inner")}")
            .With("--pin-subdir", "data", "--pin-subdir", "data/nested/nested");

        var facts = await HasIdmappedAsync(run, "/data");

        Assert.That(facts.After("pin.subdir:data").Mount, Is.EqualTo(Top(facts, "/data").Id));
        Assert.That(facts.After("pin.subdir:data/nested/nested").Mount, Is.EqualTo(Top(facts, "/data/nested").Id));
    }

    private JsonObject Volume(string destination, string option, string source = "source") =>
        StandInBundle.Bind(Source(source), destination, option.Length == 0 ? [] : new[] { option });
}
