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

    /// <summary>
    /// Members that nobody reads may be as deep as a document can be long: runc takes 10,000 levels, crun's yajl any.
    /// </summary>
    public static JsonReaderOptions OfAnyDepth => new() { MaxDepth = OciDocuments.MaxConfigBytes };
}
