namespace OciIdMapHook.Documents;

/// <summary>
/// Reads the two JSON documents of a container. Members this project has no use for are skipped; of a member given twice the
/// last one counts, as it does for runc, and of config.json's it is noted (<see cref="OciConfig.Ambiguity"/>) where others read
/// something else. config.json is whatever a runtime has made a container of, be it not quite JSON (<see cref="LooseJson"/>) or
/// with values of other types; the state is JSON that a runtime has written.
/// </summary>
public static class OciDocuments
{
    /// <summary>The largest config.json that is read.</summary>
    public const int MaxConfigBytes = 16 << 20;

    /// <summary>The largest state that is read: the runtimes write a few hundred bytes and config.json's annotations.</summary>
    public const int MaxStateBytes = MaxConfigBytes;

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages: <c>standard input</c> or a path.</param>
    /// <exception cref="DocumentException">It is no state; the message says why and at which byte, counted from 0.</exception>
    public static OciState ParseState(ReadOnlySpan<byte> json, string source) =>
        Document.Parse(json, source, MaxStateBytes, OciState.Read, JsonRules.Strict);

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages: a path.</param>
    /// <exception cref="DocumentException">It is no configuration; the message says why and at which byte, counted from
    /// 0.</exception>
    public static OciConfig ParseConfig(ReadOnlySpan<byte> json, string source) =>
        Document.Parse(json, source, MaxConfigBytes, OciConfig.Read, JsonRules.OfAnyDepth, isReadLoosely: true);
}
