using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>What a document may hold besides JSON.</summary>
internal static class JsonRules
{
    public const int MaxDepth = 64;

    /// <summary>Nothing: what programs write for programs.</summary>
    public static JsonReaderOptions Strict => new() { MaxDepth = MaxDepth };

    /// <summary>Comments, as in C: what people write.</summary>
    public static JsonReaderOptions WithComments => new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip };
}
