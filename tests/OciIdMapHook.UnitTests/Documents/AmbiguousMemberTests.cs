using OciIdMapHook.Documents;
using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>What one runtime reads out of config.json and another one does not.</summary>
public sealed class AmbiguousMemberTests
{
    [TestCase("""{"Linux":{}}""", "the document", "Linux", "linux")]
    [TestCase("""{"lin\u0055x":{}}""", "the document", "lin\\u0055x", "linux")]
    [TestCase("""{"ROOT":{}}""", "the document", "ROOT", "root")]
    [TestCase("""{"Mounts":5}""", "the document", "Mounts", "mounts")]
    [TestCase("{\"annotation\xc5\xbf\":5}", "the document", "annotation\u017F", "annotations")]
    [TestCase("""{"annotation\u017f":5}""", "the document", "annotation\\u017f", "annotations")]
    [TestCase("""{"root":{"path":"a","Path":"b"}}""", "$.root", "Path", "path")]
    [TestCase("""{"linux":{"uidmappings":[]}}""", "$.linux", "uidmappings", "uidMappings")]
    [TestCase("""{"linux":{"Namespaces":[]}}""", "$.linux", "Namespaces", "namespaces")]
    [TestCase("""{"linux":{"namespaces":[{"Type":"user"}]}}""", "$.linux.namespaces[0]", "Type", "type")]
    [TestCase("""{"linux":{"gidMappings":[{"hostId":1}]}}""", "$.linux.gidMappings[0]", "hostId", "hostID")]
    [TestCase("""{"mounts":[{},{"Options":["idmap"]}]}""", "$.mounts[1]", "Options", "options")]
    [TestCase("""{"linux":{"a":1},"Linux":{"a":2}}""", "the document", "Linux", "linux")]
    [TestCase("""{"LINUX":{"a":1},"Linux":{"a":1}}""", "the document", "LINUX", "linux")]
    [TestCase("""{"linux":{},"Linux":null}""", "the document", "Linux", "linux")]
    [TestCase("""{"linux":{},"linux\u0000x":null}""", "the document", "linux\\u0000x", "linux")]
    public void A_member_in_another_case_is_noted(string json, string place, string name, string readAs) =>
        Assert.That(Config(json).Ambiguity, Is.EqualTo(new AmbiguousMember(place, name, readAs)));

    [TestCase("""{"linux":{},"root":null,"linux":{"x":1}}""", "the document", "linux")]
    [TestCase("""{"linux":null,"linux":{}}""", "the document", "linux")]
    [TestCase("""{"linux":{},"linux":null}""", "the document", "linux")]
    [TestCase("""{"linux":{},"linux":{},"linux":[]}""", "the document", "linux")]
    [TestCase("""{"linux":{},"\u006cinux":[]}""", "the document", "linux")]
    [TestCase("""{"linux":{"a":{"b":[1,2]}},"linux":{"a":{"b":[1,3]}}}""", "the document", "linux")]
    [TestCase("""{"linux":{"a":[]},"linux":{"a":[],"b":1}}""", "the document", "linux")]
    [TestCase("""{"mounts":["a"],"mounts":["\u0061"]}""", "the document", "mounts")]
    [TestCase("""{"annotations":{},"annotations":{"a":"b"}}""", "the document", "annotations")]
    [TestCase("""{"root":{"path":"a","path":"b"}}""", "$.root", "path")]
    [TestCase("""{"linux":{"uidMappings":[],"uidMappings":[{}]}}""", "$.linux", "uidMappings")]
    [TestCase("""{"linux":{"uidMappings":[{"size":1,"size":1.0}]}}""", "$.linux.uidMappings[0]", "size")]
    [TestCase("""{"linux":{"namespaces":[{"type":"user"},{"type":"ipc","type":"user"}]}}""", "$.linux.namespaces[1]", "type")]
    [TestCase("""{"linux":{"namespaces":[{"type":"x","type":"x"}]},"linux":{"namespaces":[{"type":"x","type":"x"}],"a":1}}""",
        "the document", "linux")]
    [TestCase("""{"annotations":{"io.oci-idmap-hook.rootfs":"auto","io.oci-idmap-hook.rootfs":"never"}}""",
        "$.annotations", "io.oci-idmap-hook.rootfs")]
    [TestCase("""{"annotations":{"io.oci-idmap-hook.rootfs":"auto","io.oci-idmap-hook.rootfs":null}}""",
        "$.annotations", "io.oci-idmap-hook.rootfs")]
    public void A_member_that_is_there_twice_and_differs_is_noted(string json, string place, string name)
    {
        var ambiguity = Config(json).Ambiguity;

        Assert.That(ambiguity?.Place, Is.EqualTo(place));
        Assert.That(ambiguity?.ReadAs, Is.EqualTo(name));
    }

    [TestCase("""{"\u006cinux":{"namespaces":[]}}""")]
    [TestCase("""{"linu":{},"linuxx":{},"lin ux":{},"":{}}""")]
    [TestCase("""{"process":{"Linux":{},"root":1,"root":2}}""")]
    [TestCase("""{"linux":{"resources":{"Root":1},"seccomp":{"linux":{},"linux":{}}}}""")]
    [TestCase("""{"annotations":{"a":"1","a":"2","Linux":""}}""")]
    [TestCase("""{"root":{"path":"a","readonly":true,"Readonly":false,"readonly":null}}""")]
    [TestCase("""{"linux":{"uidMappings":[{"size":1}]},"linux":{"uidMappings":[{"size": 1}] } }""")]
    [TestCase("""{"linux":null,"linux":null}""")]
    [TestCase("""{"Linux":{"a":[{}]},"linux":{"a":[{}]},"LINUX":{"a":[{}]}}""")]
    [TestCase("""{"mounts":[{"destination":"/a","destination":"/a"}],"mounts":[{"destination":"/a","destination":"/a"}]}""")]
    [TestCase("""{"annotations":{"io.oci-idmap-hook.rootfs":"auto","io.oci-idmap-hook.rootfs":"auto"}}""")]
    [TestCase("{\"lin\xe2\x84\xaax\":{},\"\\ud800\":5}")]
    public void Whatever_every_runtime_reads_alike_is_not(string json) => Assert.That(Config(json).Ambiguity, Is.Null);

    [Test]
    public void A_hundred_thousand_that_say_the_same_are_compared_once()
    {
        var json = $"{{{string.Concat(Enumerable.Repeat("\"linux\":{},", 100_000))}\"root\":null}}";

        Assert.That(Config(json).Ambiguity, Is.Null);
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void Nothing_is_noted_of_real_documents(string runtime) =>
        Assert.That(OciDocuments.ParseConfig(new Fixture(runtime).ConfigBytes, runtime).Ambiguity, Is.Null);
}
