using OciIdMapHook.Documents;
using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>
/// Values that are not what the specification wants: what a runtime starts a container of is read as it reads it, and what none
/// starts a container of does no harm. <c>ConfigurationsAsRead</c> of the end-to-end tests asks the runtimes themselves.
/// </summary>
public sealed class ConfigAsRuntimesReadItTests
{
    [TestCase("""{"root":null}""")]
    [TestCase("""{"root":5}""")]
    [TestCase("""{"root":["path"]}""")]
    public void A_root_that_is_no_object_is_none(string json) => Assert.That(Config(json).Root, Is.Null);

    [TestCase("""{"root":{}}""", "")]
    [TestCase("""{"root":{"path":null}}""", "")]
    [TestCase("""{"root":{"path":{"path":"b"},"readonly":null}}""", "")]
    [TestCase("""{"root":{"path":"a","readonly":null}}""", "a")]
    [TestCase("""{"root":{"path":"a","readonly":"no"}}""", "a")]
    [TestCase("""{"root":{"path":"a\u0000b"}}""", "a", Description = "as C ends a text")]
    [TestCase("{\"root\":{\"path\":\"a\xff\"}}", "a\ufffd")]
    public void The_path_of_the_root_is(string json, string path) => Assert.That(Config(json).Root!.Path, Is.EqualTo(path));

    [TestCase("null", 0)]
    [TestCase("\"5\"", 0)]
    [TestCase("true", 0)]
    [TestCase("[5]", 0)]
    [TestCase("{\"size\":5}", 0)]
    [TestCase("5.5", 0)]
    [TestCase("1e400", 0)]
    [TestCase("99999999999999999999", 0)]
    [TestCase("-0", 0)]
    [TestCase("5", 5)]
    public void The_size_of_a_mapping_is(string written, long size) => Assert.That(
        Config($$$"""{"linux":{"uidMappings":[{"hostID":7,"size":{{{written}}}}]}}""").Linux!.UidMappings,
        Is.EqualTo([new OciIdMapping { HostId = 7, Size = size }]));

    [TestCase("""{"linux":[]}""")]
    [TestCase("""{"linux":"user"}""")]
    [TestCase("""{"linux":{"uidMappings":null}}""")]
    [TestCase("""{"linux":{"uidMappings":{"size":1}}}""")]
    [TestCase("""{"linux":{"uidMappings":[null,5,"a",[{}]],"namespaces":[null,"user",[]]}}""")]
    public void Elsewhere_there_are_no_mappings_and_namespaces(string json)
    {
        var linux = Config(json).Linux ?? new OciLinux();

        Assert.That(linux.UidMappings, Is.Empty);
        Assert.That(linux.Namespaces, Is.Empty);
    }

    [TestCase("""{"type":null}""", "", null)]
    [TestCase("""{"type":5,"path":6}""", "", null)]
    [TestCase("""{"type":"user","path":null}""", "user", null)]
    [TestCase("""{"type":"user\u0000x","path":"/p\u0000q"}""", "user", "/p")]
    public void A_namespace_is(string json, string type, string? path) => Assert.That(
        Config($$$"""{"linux":{"namespaces":[{{{json}}}]}}""").Linux!.Namespaces,
        Is.EqualTo([new OciNamespace { Type = type, Path = path }]));

    [TestCase("""["a",null,"b"]""", "a,b")]
    [TestCase("""[null]""", "")]
    [TestCase("""["a",5,{},["c"],"b"]""", "a,b")]
    [TestCase("""["a\u0000c"]""", "a")]
    [TestCase("\"a\"", "")]
    [TestCase("{\"a\":\"b\"}", "")]
    [TestCase("null", "")]
    public void The_options_of_a_mount_are(string written, string options) => Assert.That(
        string.Join(',', Config($$$"""{"mounts":[{"destination":"/a","options":{{{written}}}}]}""").Mounts[0].Options),
        Is.EqualTo(options));

    [TestCase("""{"mounts":{}}""")]
    [TestCase("""{"mounts":[null,5,"a",[]]}""")]
    public void No_other_mounts_are_there(string json) => Assert.That(Config(json).Mounts, Is.Empty);

    [Test]
    public void A_mount_with_nothing_right_in_it_is_a_mount()
    {
        var mount = Config("""
            {"mounts":[{"destination":5,"type":null,"source":{"a":1},"options":7,"uidMappings":"x","gidMappings":null}]}
            """).Mounts[0];

        Assert.Multiple(() =>
        {
            Assert.That(mount.Destination, Is.Empty);
            Assert.That(mount.Type, Is.Null);
            Assert.That(mount.Source, Is.Null);
            Assert.That(mount.UidMappings, Is.Null);
            Assert.That(mount.GidMappings, Is.Null);
            Assert.That(mount.Options, Is.Empty);
        });
    }

    [TestCase("""{"a":null,"b":"c"}""", "b=c")]
    [TestCase("""{"a":5,"b":"c","d":{"e":"f"},"g":["h"]}""", "b=c")]
    [TestCase("""{"a\ud800":"\udc00","b":"\ud800\ud83d\ude00\\u"}""", "a\ufffd=\ufffd,b=\ufffd\U0001F600\\u")]
    [TestCase("{\"\xff\":\"\xc0\xaf\"}", "\ufffd=\ufffd\ufffd")]
    [TestCase("{\"a\":\"b\xe2\x82\",\"c\":\"\xe2\x82\\n\xe2\x82\xac\"}", "a=b\ufffd\ufffd,c=\ufffd\ufffd\n\u20ac")]
    [TestCase("""{"a":"b\u0000c"}""", "a=b\0c")]
    [TestCase("[]", "")]
    [TestCase("\"a\"", "")]
    public void The_annotations_are(string written, string annotations) => Assert.That(
        string.Join(',', (Config($$$"""{"annotations":{{{written}}}}""").Annotations ?? new Dictionary<string, string>())
            .Select(one => $"{one.Key}={one.Value}")),
        Is.EqualTo(annotations));

    [TestCase("5", 0, "the document must be an object and is 5")]
    [TestCase("[{}]", 0, "the document must be an object and is an array")]
    [TestCase("null", 0, "the document must be an object and is null")]
    public void Only_an_object_is_a_configuration(string json, int position, string what) =>
        Assert.That(ConfigError(json), Is.EqualTo($"/b/config.json: at byte {position}: {what}"));
}
