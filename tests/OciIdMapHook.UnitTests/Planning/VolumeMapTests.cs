using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Through which maps a volume is to be seen.</summary>
public sealed class VolumeMapTests
{
    private const string Before = "the volume /data is to be idmapped, but ";

    [TestCase("idmap", false)]
    [TestCase("ridmap", true)]
    [TestCase("idmap=", false)]
    public void An_option_without_maps_takes_the_container_s(string option, bool isRecursive)
    {
        var volume = Plan(Volumes.Bind("/data", option));

        Assert.Multiple(() =>
        {
            Assert.That(volume.Maps.Uids.ToString(), Is.EqualTo("0:100000:65536"));
            Assert.That(volume.Maps.Gids, Is.EqualTo(volume.Maps.Uids));
            Assert.That(volume.IsRecursive, Is.EqualTo(isRecursive));
        });
    }

    [TestCase("idmap=uids=0-7-10;gids=0-7-10", "0:7:10", "0:7:10")]
    [TestCase("ridmap=gids=0-9-1;uids=0-1-10#10-11-10", "0:1:10,10:11:10", "0:9:1")]
    [TestCase("idmap=uids=@0-0-10;gids=@5-1-2#0-3-1", "0:100000:10", "5:100001:2,0:3:1")]
    [TestCase("idmap=uids=@0-65535-1;gids=@0-65526-10", "0:165535:1", "0:165526:10")]
    public void Crun_s_way_of_writing_maps_is_understood(string option, string uids, string gids)
    {
        var volume = Plan(Volumes.Bind("/data", option));

        Assert.That((volume.Maps.Uids.ToString(), volume.Maps.Gids.ToString()), Is.EqualTo((uids, gids)));
    }

    [Test]
    public void A_relative_map_is_relative_to_the_range_that_holds_it()
    {
        OciIdMapping[] mappings = [new() { HostId = 100, Size = 10 }, new() { ContainerId = 10, HostId = 500, Size = 10 }];
        IdRange[] ranges = [new(0, 100, 10), new(10, 500, 10)];
        var facts = Facts(Volumes.Bind("/data", "idmap=uids=@0-12-3;gids=@0-0-10"))
            .With(Containers.Linux with { UidMappings = mappings, GidMappings = mappings });

        var volume = (facts with { Init = facts.Init with { UidMap = ranges, GidMap = ranges } }).VolumesPlan().Volumes.Single();

        Assert.That(volume.Maps.Uids.ToString(), Is.EqualTo("0:502:3"));
    }

    [Test]
    public void Mappings_count_before_those_of_the_option()
    {
        var mount = Volumes.Bind("/data", "ridmap=uids=0-1-1;gids=0-1-1") with
        {
            UidMappings = Volumes.Mappings,
            GidMappings = Volumes.Mappings,
        };

        var volume = Plan(mount);

        Assert.That((volume.Maps.Uids.ToString(), volume.IsRecursive), Is.EqualTo(("0:7:10", true)));
    }

    [Test]
    public void The_last_option_counts() => Assert.That(Plan(Volumes.Bind("/data", "ridmap", "idmap")).IsRecursive, Is.False);

    [TestCase("idmapped")]
    [TestCase("noridmap")]
    [TestCase("=idmap")]
    public void Another_option_asks_for_nothing(string option) => Assert.That(
        Planner.AsksForVolumes(new OciConfig { Mounts = [Volumes.Bind("/data", option)] }), Is.False);

    [TestCase("idmap=uids=0-1", "\"0-1\" is not an id on disk, a host id and a size with dashes between them")]
    [TestCase("idmap=uids=0-1-", "\"0-1-\" is not an id on disk, a host id and a size with dashes between them")]
    [TestCase("idmap=uids=0--1-5", "\"0--1-5\" is not an id on disk, a host id and a size with dashes between them")]
    [TestCase("idmap=uids=0-1-1#", "\"\" is not an id on disk, a host id and a size with dashes between them")]
    [TestCase(
        "idmap=uids=0-1-4294967296", "\"0-1-4294967296\" is not an id on disk, a host id and a size with dashes between them")]
    [TestCase("idmap=ids=0-1-1", "\"ids=0-1-1\" begins with neither uids= nor gids=")]
    [TestCase("idmap=uids=0-1-1;uids=0-1-1", "it has uids= twice")]
    [TestCase("idmap=uids=@0-65530-10", "\"@0-65530-10\" lies in no one range of the container's map 0:100000:65536 "
        + "(container id:host id:size)")]
    [TestCase("idmap=uids=0-1-0", "the uid mapping 0:1:0 (container id:host id:size) has size 0")]
    [TestCase("idmap=gids=0-1-1", "the uid map is empty")]
    [TestCase("idmap=uids=0-1-1", "the gid map is empty")]
    public void A_map_in_an_option_that_is_none_is_refused(string option, string reason) => Assert.That(
        Facts(Volumes.Bind("/data", option)).Refusal(),
        Is.EqualTo($"{Before}{reason}; correct its option idmap=uids=…;gids=…"));

    [Test]
    public void Uid_mappings_alone_are_refused() => Assert.That(
        Facts(Volumes.Bind("/data") with { UidMappings = Volumes.Mappings }).Refusal(),
        Is.EqualTo($"{Before}the gid map is empty; correct its uidMappings and gidMappings"));

    [Test]
    public void Invalid_mappings_are_refused() => Assert.That(
        Facts(Volumes.Bind("/data") with { UidMappings = [new() { HostId = -1, Size = 1 }], GidMappings = Volumes.Mappings })
        .Refusal(),
        Is.EqualTo($"{Before}the uid mapping 0:-1:1 (container id:host id:size) has a negative number; correct its uidMappings "
            + "and gidMappings"));

    [Test]
    public void A_relative_map_without_a_user_namespace_is_refused() => Assert.That(
        Facts(Volumes.Bind("/data", "idmap=uids=@0-0-1;gids=0-0-1")).WithoutUserNamespace().Refusal(),
        Is.EqualTo($"{Before}\"@0-0-1\" is relative to the container's map, and the container has no user namespace; correct its "
            + "option idmap=uids=…;gids=…"));

    [Test]
    public void Maps_of_its_own_need_no_user_namespace() => Assert.That(
        Facts(Volumes.Bind("/data", "idmap=uids=0-7-10;gids=0-7-10")).WithoutUserNamespace()
        .VolumesPlan().Volumes.Single().Maps.Uids.ToString(),
        Is.EqualTo("0:7:10"));

    [Test]
    public void The_maps_of_the_container_are_those_that_its_init_has()
    {
        var facts = Facts(Volumes.Bind("/data", "idmap"));

        Assert.That(
            (facts
                with
            {
                Init =
                    facts.Init with { UidMap = [new IdRange(0, 5, 5)] }
            }).VolumesPlan().Volumes.Single().Maps.Uids.ToString(),
            Is.EqualTo("0:5:5"));
    }

    private static ContainerFacts Facts(OciMount mount) => Volumes.Of((mount, Volumes.At(70, "/data")));

    private static VolumePlan Plan(OciMount mount) => Facts(mount).VolumesPlan().Volumes.Single();
}
