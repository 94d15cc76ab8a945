using OciIdMapHook.Documents;
using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class OciConfigTests
{
    [TestCase("{}")]
    [TestCase("""{"mounts":null,"linux":null,"root":null,"annotations":null}""")]
    public void What_is_missing_is_null_or_empty(string json)
    {
        var config = Config(json);

        Assert.Multiple(() =>
        {
            Assert.That(config.Root, Is.Null);
            Assert.That(config.Linux, Is.Null);
            Assert.That(config.Mounts, Is.Empty);
            Assert.That(config.Annotations, Is.Null);
        });
    }

    [TestCase("""{"linux":{}}""")]
    [TestCase("""{"linux":{"uidMappings":null,"gidMappings":null,"namespaces":null}}""")]
    public void Missing_and_null_lists_of_linux_are_empty(string json)
    {
        var linux = Config(json).Linux!;

        Assert.Multiple(() =>
        {
            Assert.That(linux.UidMappings, Is.Empty);
            Assert.That(linux.GidMappings, Is.Empty);
            Assert.That(linux.Namespaces, Is.Empty);
        });
    }

    [Test]
    public void Numbers_beyond_an_id_reach_the_validator() =>
        Assert.That(
            Config("""{"linux":{"uidMappings":[{"containerID":-1,"hostID":4294967296,"size":9223372036854775807}]}}""")
                .Linux!.UidMappings,
            Is.EqualTo([new OciIdMapping { ContainerId = -1, HostId = 4294967296, Size = long.MaxValue }]));

    [Test]
    public void A_mount_keeps_its_options_and_mappings()
    {
        var mount = Config("""
            {"mounts":[{"destination":"/data","type":"bind","source":"/srv","options":["rbind","ro"],
            "uidMappings":[{"containerID":0,"hostID":5,"size":1}]}]}
            """).Mounts[0];

        Assert.Multiple(() =>
        {
            Assert.That(mount.Destination, Is.EqualTo("/data"));
            Assert.That(mount.Type, Is.EqualTo("bind"));
            Assert.That(mount.Source, Is.EqualTo("/srv"));
            Assert.That(mount.Options, Is.EqualTo(["rbind", "ro"]));
            Assert.That(mount.UidMappings, Is.EqualTo([new OciIdMapping { HostId = 5, Size = 1 }]));
            Assert.That(mount.GidMappings, Is.Null);
        });
    }

    [Test]
    public void A_joined_namespace_keeps_its_path() =>
        Assert.That(
            Config("""{"linux":{"namespaces":[{"type":"user","path":"/proc/7/ns/user"},{"type":"mount"}]}}""").Linux!.Namespaces,
            Is.EqualTo([new OciNamespace { Type = "user", Path = "/proc/7/ns/user" }, new OciNamespace { Type = "mount" }]));
}
