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
    public void A_member_in_another_case_is_noted(string json, string place, string name, string readAs) =>
        Assert.That(Config(json).Ambiguity, Is.EqualTo(new AmbiguousMember(place, name, readAs)));

    [TestCase("""{"linux":{},"root":null,"linux":{}}""", "the document", "linux")]
    [TestCase("""{"linux":null,"linux":null}""", "the document", "linux")]
    [TestCase("""{"linux":{},"\u006cinux":{}}""", "the document", "linux")]
    [TestCase("""{"annotations":{},"annotations":{}}""", "the document", "annotations")]
    [TestCase("""{"root":{"path":"a","path":"b"}}""", "$.root", "path")]
    [TestCase("""{"linux":{"uidMappings":[],"uidMappings":[]}}""", "$.linux", "uidMappings")]
    [TestCase("""{"linux":{"uidMappings":[{"size":1,"size":1}]}}""", "$.linux.uidMappings[0]", "size")]
    [TestCase("""{"linux":{"namespaces":[{"type":"user"},{"type":"ipc","type":"user"}]}}""", "$.linux.namespaces[1]", "type")]
    [TestCase("""{"annotations":{"io.oci-idmap-hook.rootfs":"auto","io.oci-idmap-hook.rootfs":"never"}}""",
        "$.annotations", "io.oci-idmap-hook.rootfs")]
    public void A_member_that_is_there_twice_is_noted(string json, string place, string name)
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
    [TestCase("""{"annotations":{"io.oci-idmap-hook.rootfs":"auto","io.oci-idmap-hook.rootfs":"auto"}}""")]
    [TestCase("{\"lin\xe2\x84\xaax\":{},\"\\ud800\":5}")]
    public void Whatever_every_runtime_reads_alike_is_not(string json) => Assert.That(Config(json).Ambiguity, Is.Null);

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void Nothing_is_noted_of_real_documents(string runtime) =>
        Assert.That(OciDocuments.ParseConfig(new Fixture(runtime).ConfigBytes, runtime).Ambiguity, Is.Null);
}
