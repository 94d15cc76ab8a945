using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>
/// The documents are read token by token, because the serializer takes longer to start than the whole hook may take. It is the
/// judge here: what it reads from the same bytes into the same records is what the reader must read. (Nulls are treated by rules of
/// this project's own; <see cref="StateErrorTests"/> and <see cref="ConfigErrorTests"/> have them.)
/// </summary>
public sealed partial class SerializerTests
{
    private static readonly string[] Values =
        ["true", "5", "-1", "5.5", "9223372036854775808", "\"a\"", "\"\\u00e9\\n\"", "{}", "[]", "[{}]", "[\"a\"]", "{\"a\":\"b\"}"];

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
    public Property Altered_documents_are_read_or_refused_as_the_serializer_does() => Prop.ForAll(
        (from runtime in Gen.Elements(Fixture.Runtimes)
         from place in Gen.Choose(0, int.MaxValue)
         from value in Gen.Elements(Values)
         select (Fixture: new Fixture(runtime), Place: place, Value: value)).ToArbitrary(),
        change =>
        {
            AssertSame(
                Alter(change.Fixture.StateBytes, change.Place, change.Value), OciDocuments.ParseState, SerializerContext.Default.OciState);
            AssertSame(
                Alter(change.Fixture.ConfigBytes, change.Place, change.Value), OciDocuments.ParseConfig, SerializerContext.Default.OciConfig);
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
