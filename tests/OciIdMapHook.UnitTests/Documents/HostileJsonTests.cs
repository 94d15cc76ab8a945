using OciIdMapHook.Documents;
using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

public sealed class HostileJsonTests
{
    private const string Good = """{"id":"a","pid":1,"bundle":"/b"}""";

    [Test]
    public void Every_truncation_is_refused_at_its_end([Range(1, 31)] int length) =>
        Assert.That(
            StateError(Good[..length]),
            Is.EqualTo($"standard input: at byte {length}: the document ends before it is complete"));

    [TestCase("[", "", 64)]
    [TestCase("{\"x\":", "", 320)]
    [TestCase("[", "]", 64)]
    public void Nesting_100_000_deep_is_refused(string open, string close, int position)
    {
        var json = string.Concat(Enumerable.Repeat(open, 100_000)) + string.Concat(Enumerable.Repeat(close, 100_000));

        Assert.That(
            StateError(json),
            Is.EqualTo($"standard input: at byte {position}: the document is nested deeper than 64 levels"));
    }

    [Test]
    public void Nesting_64_deep_in_an_unknown_member_is_skipped()
    {
        var json = $$"""{"x":{{new string('[', 63)}}{{new string(']', 63)}},"id":"a","pid":1,"bundle":"/b"}""";

        Assert.That(State(json).Id, Is.EqualTo("a"));
    }

    [TestCase("""{"id":"a","pid":1,"bundle":"/b",}""", 32, "}")]
    [TestCase("""{/*x*/"id":"a"}""", 1, "/*x*/\"id\":\"a\"}")]
    [TestCase("""{"id":"a","pid":1,"bundle":"/b"} x""", 33, "x")]
    [TestCase("""{"id":"a","pid":1,"bundle":"/b"}{}""", 32, "{}")]
    [TestCase("{\"x\":\"a\nb\"}", 7, "\\u000ab\"}")]
    [TestCase("""{'id':"a"}""", 1, "'id':\"a\"}")]
    [TestCase("""{"pid":01}""", 8, "1}")]
    [TestCase("""{"pid":NaN}""", 7, "NaN}")]
    public void What_the_runtimes_refuse_is_refused(string json, int position, string rest) =>
        Assert.That(StateError(json), Is.EqualTo($"standard input: at byte {position}: not JSON from here on: {rest}"));

    [Test]
    public void A_long_rest_is_cut_in_the_message() =>
        Assert.That(
            StateError("{" + new string('x', 5000)),
            Is.EqualTo($"standard input: at byte 1: not JSON from here on: {new string('x', 40)}\u2026"));

    [Test]
    public void Of_a_member_given_twice_the_last_counts() =>
        Assert.That(State("""{"id":"a","pid":1,"bundle":"/b","id":"c","pid":2}""").Id, Is.EqualTo("c"));

    [Test]
    public void Bytes_that_are_no_text_are_skipped_where_nothing_is_read() =>
        Assert.That(State("{\"\xff\":\"\xff\",\"id\":\"a\",\"pid\":1,\"bundle\":\"/b\"}").Id, Is.EqualTo("a"));

    [Test]
    public void A_state_of_the_largest_size_is_read() =>
        Assert.That(State(Good.PadRight(OciDocuments.MaxStateBytes)).Pid, Is.EqualTo(1));

    [Test]
    public void A_larger_state_is_refused() =>
        Assert.That(
            StateError(Good.PadRight(OciDocuments.MaxStateBytes + 1)),
            Is.EqualTo(
                "standard input: at byte 16777216: the document goes on, but 16777216 bytes are the most that is read"));

    [Test]
    public void A_configuration_over_16_MiB_is_refused() =>
        Assert.That(
            ConfigError("{}".PadRight(OciDocuments.MaxConfigBytes + 1)),
            Is.EqualTo(
                "/b/config.json: at byte 16777216: the document goes on, but 16777216 bytes are the most that is read"));
}
