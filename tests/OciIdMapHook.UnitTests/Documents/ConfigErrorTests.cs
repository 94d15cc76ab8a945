using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class ConfigErrorTests
{
    [TestCase("""{"root":{}}""", 9, "$.root lacks path")]
    [TestCase("""{"root":5}""", 8, "$.root must be an object and is 5")]
    [TestCase("""{"root":{"path":null}}""", 16, "$.root.path must be a string and is null")]
    [TestCase("""{"root":{"path":""}}""", 16, "$.root.path is empty")]
    [TestCase("""{"root":{"path":"a\u0000"}}""", 16, "$.root.path has a NUL character in it")]
    [TestCase("""{"root":{"path":"r","readonly":1}}""", 31, "$.root.readonly must be true or false and is 1")]
    public void Root_is_checked(string json, int position, string what) => AssertError(json, position, what);

    [TestCase("""{"linux":[]}""", 9, "$.linux must be an object and is an array")]
    [TestCase("""{"linux":{"uidMappings":{}}}""", 24, "$.linux.uidMappings must be an array and is an object")]
    [TestCase("""{"linux":{"gidMappings":[5]}}""", 25, "$.linux.gidMappings[0] must be an object and is 5")]
    [TestCase("""{"linux":{"uidMappings":[null]}}""", 25, "$.linux.uidMappings[0] is null")]
    [TestCase("""{"linux":{"gidMappings":[{},null]}}""", 28, "$.linux.gidMappings[1] is null")]
    [TestCase("""{"linux":{"namespaces":[null]}}""", 24, "$.linux.namespaces[0] is null")]
    public void Linux_is_checked(string json, int position, string what) => AssertError(json, position, what);

    [TestCase("\"5\"", "\"5\"")]
    [TestCase("5.5", "5.5")]
    [TestCase("1e400", "1e400")]
    [TestCase("99999999999999999999", "99999999999999999999")]
    [TestCase("null", "null")]
    public void A_mapping_takes_whole_numbers_only(string number, string shown) => AssertError(
        $$$"""{"linux":{"uidMappings":[{"size":{{{number}}}}]}}""",
        33,
        $"$.linux.uidMappings[0].size must be a whole number and is {shown}");

    [TestCase("""{"mounts":[null]}""", 11, "$.mounts[0] is null")]
    [TestCase("""{"mounts":[{"options":null},{"options":["a",null]}]}""", 44, "$.mounts[1].options[1] is null")]
    [TestCase("""{"mounts":[{"options":[5]}]}""", 23, "$.mounts[0].options[0] must be a string and is 5")]
    [TestCase("""{"mounts":[{"uidMappings":[null]}]}""", 27, "$.mounts[0].uidMappings[0] is null")]
    [TestCase("""{"mounts":[{"gidMappings":[null]}]}""", 27, "$.mounts[0].gidMappings[0] is null")]
    [TestCase("""{"annotations":{"a":null}}""", 20, "$.annotations.a is null")]
    public void Mounts_and_annotations_are_checked(string json, int position, string what) =>
        AssertError(json, position, what);

    [Test]
    public void A_fault_behind_a_name_that_is_no_Unicode_is_still_found() =>
        AssertError("{\"\xff\":{\"a\":1},\"mounts\":[null]}", 23, "$.mounts[0] is null");

    private static void AssertError(string json, int position, string what) =>
        Assert.That(ConfigError(json), Is.EqualTo($"/b/config.json: at byte {position}: {what}"));
}
