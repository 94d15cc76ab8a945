namespace OciIdMapHook.Documents;

/// <summary>A member that cannot be used, in a document that may be no JSON further on.</summary>
#pragma warning disable CA1032, CA1064 // It is thrown in one place and never leaves this assembly.
internal sealed class MemberException(long position, string what) : Exception(what)
#pragma warning restore CA1032, CA1064
{
    /// <summary>Where it stands, in bytes from the beginning.</summary>
    public long Position { get; } = position;
}
