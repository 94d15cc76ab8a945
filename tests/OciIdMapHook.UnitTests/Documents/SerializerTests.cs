using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>
/// The documents are read token by token, because the serializer takes longer to start than the whole hook may take. It is the
/// judge here: what it reads from the same bytes into the same records is what the reader must read. (Nulls are treated by rules
/// of this project's own, and of config.json all is read that is an object; <see cref="StateErrorTests"/> and
/// <see cref="ConfigAsRuntimesReadItTests"/> have that.)
/// </summary>
public sealed partial class SerializerTests
{
    private static readonly string[] Values =
        ["true", "5", "-1", "5.5", "9223372036854775808", "\"a\"", "\"\\u00e9\\n\"", "{}", "[]", "[{}]", "[\"a\"]",
            "{\"a\":\"b\"}"];

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void Real_documents_are_read_as_the_serializer_reads_them(string runtime)
    {
        var fixture = new Fixture(runtime);

        Assert.Multiple(() =>
        {
            AssertSame(fixture.StateBytes, OciDocuments.ParseState, SerializerContext.Default.OciState);
            AssertSame(fixture.ConfigBytes, OciDocuments.ParseConfig, SerializerContext.Default.OciConfig);
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Altered_documents_are_read_as_the_serializer_does_and_only_states_refused() => Prop.ForAll(
        (from runtime in Gen.Elements(Fixture.Runtimes)
         from place in Gen.Choose(0, int.MaxValue)
         from value in Gen.Elements(Values)
         select (Fixture: new Fixture(runtime), Place: place, Value: value)).ToArbitrary(),
        change =>
        {
            AssertStateIsSame(Alter(change.Fixture.StateBytes, change.Place, change.Value));
            AssertReadAnyway(Alter(change.Fixture.ConfigBytes, change.Place, change.Value));
        });

    /// <summary>The document with one of its values replaced.</summary>
    private static byte[] Alter(byte[] json, int place, string value)
    {
        var values = new List<(int Start, int End)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray)
                continue;
            var whole = reader;
            whole.Skip();
            values.Add(((int)reader.TokenStartIndex, (int)whole.BytesConsumed));
        }

        var (start, end) = values[place % values.Count];
        return [.. json.AsSpan(0, start), .. Encoding.UTF8.GetBytes(value), .. json.AsSpan(end)];
    }

    private delegate T Parse<out T>(ReadOnlySpan<byte> json, string source);

    private static void AssertSame<T>(byte[] json, Parse<T> parse, JsonTypeInfo<T> type)
        where T : class
    {
        var text = Encoding.UTF8.GetString(json);
        var expected = Serializer(json, type);
        try
        {
            Assert.That(Write(parse(json, "document"), type), Is.EqualTo(expected), text);
        }
        catch (DocumentException exception)
        {
            Assert.That(expected, Is.Null, $"{exception.Message}\n{text}");
        }
    }

    /// <summary>Of annotations those that are no texts are passed over.</summary>
    private static void AssertStateIsSame(byte[] json)
    {
        if (Serializer(json, SerializerContext.Default.OciState) is null && JsonNode.Parse(json) is JsonObject state)
        {
            state.Remove("annotations");
            Assert.That(
                () => OciDocuments.ParseState(json, "document"),
                Serializer(Encoding.UTF8.GetBytes(state.ToJsonString()), SerializerContext.Default.OciState) is null
                    ? Throws.TypeOf<DocumentException>()
                    : Throws.Nothing);
        }
        else
        {
            AssertSame(json, OciDocuments.ParseState, SerializerContext.Default.OciState);
        }
    }

    private static void AssertReadAnyway(byte[] json)
    {
        if (!json.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("{"u8))
        {
            Assert.Throws<DocumentException>(() => OciDocuments.ParseConfig(json, "document"));
        }
        else if (Serializer(json, SerializerContext.Default.OciConfig) is { } expected)
        {
            Assert.That(
                Write(OciDocuments.ParseConfig(json, "document"), SerializerContext.Default.OciConfig),
                Is.EqualTo(expected),
                Encoding.UTF8.GetString(json));
        }
        else
        {
            Assert.DoesNotThrow(() => OciDocuments.ParseConfig(json, "document"), Encoding.UTF8.GetString(json));
        }
    }

    /// <summary>Null where the serializer refuses the document.</summary>
    private static string? Serializer<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Write(JsonSerializer.Deserialize(json, type)!, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Without empty members: the serializer sets what is missing to null, whatever the record says of it.</summary>
    private static string Write<T>(T document, JsonTypeInfo<T> type) =>
        EmptyMember().Replace(JsonSerializer.Serialize(document, type), "");

    [GeneratedRegex("""
        "\w+":(null|\[\]|""),?
        """)]
    private static partial Regex EmptyMember();
}
