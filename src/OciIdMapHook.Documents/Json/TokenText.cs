using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Tokens as a message shows them.</summary>
internal static class TokenText
{
    public const string String = "a string";

    private const int ExcerptLength = 40;

    public static string Of(JsonTokenType type, ReadOnlySpan<byte> value) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => $"\"{Excerpt(value)}\"",
        _ => Excerpt(value),
    };

    public static string Excerpt(ReadOnlySpan<byte> text) => Printable.Excerpt(text, ExcerptLength);
}
