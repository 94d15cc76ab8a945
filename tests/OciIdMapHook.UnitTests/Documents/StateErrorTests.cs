using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class StateErrorTests
{
    [TestCase("{}", 1, "the document lacks id, bundle")]
    [TestCase("""{"id":"a","pid":1}""", 17, "the document lacks bundle")]
    [TestCase("""{"pid":1,"bundle":"/b","x":{"id":"a"}}""", 37, "the document lacks id")]
    public void A_missing_member_is_named(string json, int position, string what) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: {what}"));

    [TestCase("", 0, "the document is empty")]
    [TestCase(" \n ", 3, "the document ends before it is complete")]
    [TestCase("null", 0, "the document must be an object and is null")]
    [TestCase("[]", 0, "the document must be an object and is an array")]
    [TestCase("5", 0, "the document must be an object and is 5")]
    [TestCase("\"a\"", 0, "the document must be an object and is \"a\"")]
    [TestCase("\xef\xbb\xbf{}", 0, "a byte order mark, which JSON documents must not have")]
    public void A_document_that_is_no_object_is_refused(string json, int position, string what) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: {what}"));

    [TestCase("""{"id":null,"pid":1,"bundle":"/b"}""", 6, "$.id must be a string and is null")]
    [TestCase("""{"id":{},"pid":1,"bundle":"/b"}""", 6, "$.id must be a string and is an object")]
    [TestCase("""{"id":"a","pid":"x","bundle":"/b"}""", 16, "$.pid must be a whole number up to 2147483647 and is \"x\"")]
    [TestCase("""{"id":"a","pid":true,"bundle":"/b"}""", 16, "$.pid must be a whole number up to 2147483647 and is true")]
    [TestCase("""{"id":"a","pid":1,"bundle":["/b"]}""", 27, "$.bundle must be a string and is an array")]
    [TestCase("""{"id":"a","pid":1,"bundle":"/b","root":5}""", 39, "$.root must be a string and is 5")]
    public void A_value_of_the_wrong_type_is_named_and_shown(string json, int position, string what) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: {what}"));

    [TestCase("""{"id":"","pid":1,"bundle":"/b"}""", 6, "$.id is empty")]
    [TestCase("""{"id":"../x","pid":1,"bundle":"/b"}""", 6, "$.id is \"../x\", which no folder can be named")]
    [TestCase("""{"id":"..","pid":1,"bundle":"/b"}""", 6, "$.id is \"..\", which no folder can be named")]
    [TestCase("""{"id":"a","pid":1,"bundle":""}""", 27, "$.bundle is empty")]
    [TestCase("""{"id":"a","pid":1,"bundle":"/b\u0000c"}""", 27, "$.bundle has a NUL character in it")]
    [TestCase("""{"id":"a","pid":1,"bundle":"/b","root":""}""", 39, "$.root is empty")]
    public void A_value_that_could_mislead_is_refused(string json, int position, string what) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: {what}"));

    [TestCase(
        "{\"ociVersion\":\"1\xff\",\"id\":\"a\",\"bundle\":\"/b\"}", 14, "$.ociVersion is not valid Unicode text: \"1\ufffd\"")]
    [TestCase("""{"status":"\ud800","id":"a","bundle":"/b"}""", 10, "$.status is not valid Unicode text: \"\\ud800\"")]
    public void Text_that_is_no_Unicode_is_refused_where_runtimes_write_their_own(string json, int position, string what) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: {what}"));

    /// <remarks>crun writes names of folders, and of late annotations, as they are.</remarks>
    [Test]
    public void Text_of_others_may_be_no_Unicode()
    {
        var state = State("{\"id\":\"a\xff\",\"bundle\":\"/b\xe9\",\"annotations\":{\"a\xff\":\"\xff\",\"b\":null,\"c\":5}}");

        Assert.That((state.Id, state.Bundle), Is.EqualTo(("a\ufffd", "/b\ufffd")));
        Assert.That(state.Annotations, Is.EquivalentTo(new Dictionary<string, string> { ["a\ufffd"] = "\ufffd" }));
    }

    [Test]
    public void A_position_counts_bytes_over_all_lines() =>
        Assert.That(
            StateError("{\r\n\"x\": \"\xc3\xa9\",\n\n  \"id\": 5}"),
            Is.EqualTo("standard input: at byte 23: $.id must be a string and is 5"));

    [Test]
    public void A_source_with_a_line_feed_still_makes_one_line() =>
        Assert.That(
            Assert.Throws<OciIdMapHook.Documents.DocumentException>(
                () => OciIdMapHook.Documents.OciDocuments.ParseState([], "/a\nb"))!.Message,
            Is.EqualTo("/a\\u000ab: at byte 0: the document is empty"));
}
