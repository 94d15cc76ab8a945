using FsCheck;
using FsCheck.Fluent;
using OciIdMapHook.Documents;
using static OciIdMapHook.UnitTests.Documents.Json;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>What is not quite JSON and is read by runc, by crun with yajl, or by crun with json-c.</summary>
public sealed class LooseJsonTests
{
    [TestCase("{\"root\":{\"path\":\"a\"}} hello")]
    [TestCase("{\"root\":{\"path\":\"a\"}}}")]
    [TestCase("{\"root\":{\"path\":\"a\"}}\n{\"root\":{\"path\":\"b\"}}")]
    [TestCase("{\"root\":{\"path\":\"a\"}}\0\0{")]
    [TestCase("{\"root\":{\"path\":\"a\"}}// end")]
    [TestCase("{\"root\":{\"path\":\"a\"}}/* no end")]
    [TestCase("{\"root\":{\"path\":\"a\"}}\xff\"")]
    public void Of_several_values_the_first_is_read(string json) => ReadsA(json);

    [TestCase("/* a */{\"root\":/**/{\"path\"/*}*/:\"a\"//\"\n}}")]
    [TestCase("// \"\n{\"root\":{\"path\":\"a\"/* // */}//\n}")]
    [TestCase("{\"root\":{\"path\":\"a\"},\"x\":100/**/,\"y\":true/***/}")]
    public void Comments_are_passed_over(string json) => ReadsA(json);

    [TestCase("\f{\v\"root\":\f{\"path\":\"a\"}}")]
    public void White_space_is_that_of_C(string json) => ReadsA(json);

    [TestCase("{\"root\":{\"path\":\"a\",},\"x\":[1,2 , ],}")]
    [TestCase("{\"x\":[\",\"],\"root\":{\"path\":\"a\",/**/}}")]
    public void A_comma_may_stand_at_the_end(string json) => ReadsA(json);

    [TestCase("{'root':{'path':'a'}}")]
    [TestCase("{'root':{'path':\"a\"},'x\"y':'\\\"',\"it's\":1}")]
    [TestCase("{\"root\":{\"path\":\"a\"},\"x\":\"\n\t\x01\"}")]
    [TestCase("{\"root\":{\"path\":\"a\"},\"x\":[NULL,True,FALSE,NaN,-Infinity,007,-007,1.,1e,1.e5,1.E2,-.5,-0012.50,1.5]}")]
    public void Json_c_takes_more(string json) => ReadsA(json);

    [Test]
    public void Control_characters_are_part_of_a_text() =>
        Assert.That(Config("{\"root\":{\"path\":\"a\tb\x1f'\"}}").Root!.Path, Is.EqualTo("a\tb\x1f'"));

    [Test]
    public void A_number_that_begins_with_zeros_is_decimal() =>
        Assert.That(Config("""{"linux":{"uidMappings":[{"size":0100}]}}""").Linux!.UidMappings[0].Size, Is.EqualTo(100));

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public void A_member_that_nobody_reads_may_be_100_000_deep(string open)
    {
        var close = open == "[" ? "]" : "}";
        var deep = $"{string.Concat(Enumerable.Repeat(open, 100_000))}1{string.Concat(Enumerable.Repeat(close, 100_000))}";

        ReadsA($$$"""{"x":{{{deep}}},"root":{"path":"a"}}""");
        ReadsA($$$"""{"x":{{{deep}}},"root":{"path":"a"}} // loose""");
    }

    [Test]
    public void What_is_in_two_ways_behind_what_is_deep_is_still_named()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var config = Config($$"""{"x":[{{deep}}],"mounts":[{},{"y":{{deep}},"type":"a","type":"b"}]}""");

        Assert.That(config.Ambiguity?.Place, Is.EqualTo("$.mounts[1]"));
    }

    [TestCase("{\"root\":{\"path\":\"a\"}", 20, "the document ends before it is complete")]
    [TestCase("{\"root\":{\"path\":\"a\"} 'b'", 21, "not JSON from here on: 'b'")]
    [TestCase("{\"root\":\0{}}", 8, "not JSON from here on: \\u0000{}}")]
    [TestCase("{'a':\"b}", 1, "not JSON from here on: 'a':\"b}")]
    [TestCase("{\"a\":# b\n1}", 5, "not JSON from here on: # b\\u000a1}")]
    [TestCase("{\"a\":yes}", 5, "not JSON from here on: yes}")]
    [TestCase("{a:1}", 1, "not JSON from here on: a:1}")]
    [TestCase("{\"a\":\"\\x41\"}", 7, "not JSON from here on: x41\"}")]
    [TestCase("{\"a\":-}", 6, "not JSON from here on: }")]
    [TestCase("{\"a\":1 /", 7, "not JSON from here on: /")]
    [TestCase("{\"a\":'\\", 5, "not JSON from here on: '\\")]
    [TestCase("\0", 0, "not JSON from here on: \\u0000")]
    [TestCase("/*", 0, "not JSON from here on: /*")]
    [TestCase("5 }", 2, "not JSON from here on: }")]
    [TestCase("}", 0, "not JSON from here on: }")]
    public void What_none_reads_is_refused_where_it_stands(string json, int position, string what) =>
        Assert.That(ConfigError(json), Is.EqualTo($"/b/config.json: at byte {position}: {what}"));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Nothing_but_a_refusal_is_thrown() => Prop.ForAll(
        Gen.Elements("{}[]\"'\\/*,:0-1eNa \n\0\f\xff".ToCharArray()).ArrayOf().ToArbitrary(),
        written =>
        {
            try
            {
                Config("{" + new string(written));
            }
            catch (DocumentException)
            {
            }
        });

    private static void ReadsA(string json) => Assert.That(Config(json).Root!.Path, Is.EqualTo("a"));
}
