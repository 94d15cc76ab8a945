namespace OciIdMapHook.Documents;

/// <summary>The members that one object may have once, and which of them it has had.</summary>
/// <param name="names">Their names, with a space between them; none is part of another, and all take 64 bytes at most.</param>
internal ref struct KnownMembers(ReadOnlySpan<byte> names)
{
    private ulong seen;

    /// <summary>Their names, with a space between them.</summary>
    public readonly ReadOnlySpan<byte> Names { get; } = names;

    /// <returns>Whether the object has had that one before.</returns>
    public bool IsSeenBefore(ReadOnlySpan<byte> name)
    {
        var one = 1UL << Names.IndexOf(name);
        var before = seen;
        seen |= one;
        return seen == before;
    }
}
