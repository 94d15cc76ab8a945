namespace OciIdMapHook.Documents;

/// <summary>The members that one object may have once, and which of them it has had.</summary>
/// <param name="names">Their names, with a space between them; none is part of another, and all take 64 bytes at most.</param>
internal ref struct KnownMembers(ReadOnlySpan<byte> names)
{
    private ulong seen;
    private ulong compared;

    /// <summary>Their names, with a space between them.</summary>
    public readonly ReadOnlySpan<byte> Names { get; } = names;

    /// <summary>Where the object begins.</summary>
    public int Start { get; set; }

    /// <returns>Whether the object has had that one before.</returns>
    public bool IsSeenBefore(ReadOnlySpan<byte> name) => !Add(ref seen, name);

    /// <returns>False where all that the object has of that one were compared before: once is enough, and each time would take
    /// long.</returns>
    public bool MustBeCompared(ReadOnlySpan<byte> name) => Add(ref compared, name);

    private readonly bool Add(ref ulong set, ReadOnlySpan<byte> name)
    {
        var before = set;
        set |= 1UL << Names.IndexOf(name);
        return set != before;
    }
}
