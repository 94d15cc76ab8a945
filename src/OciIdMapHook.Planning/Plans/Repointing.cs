namespace OciIdMapHook.Planning;

/// <summary>
/// Something the init holds on the old root, or on a volume, that must come to name the same folder of the new one.
/// </summary>
public abstract record Repointing
{
    private protected Repointing(string relativePath) => RelativePath = relativePath;

    /// <summary>The folder below the root: empty for the root folder itself, else <c>a/b</c>.</summary>
    public string RelativePath { get; }

    /// <param name="Number">The descriptor's number in the init, which must stay the same.</param>
    /// <param name="Flags">The open(2) flags it has and must have again.</param>
    /// <param name="RelativePath">The folder to open.</param>
    public sealed record Descriptor(int Number, int Flags, string RelativePath) : Repointing(RelativePath)
    {
        /// <summary>It is no folder but a file, open with O_PATH.</summary>
        public bool IsFile { get; init; }
    }

    /// <param name="RelativePath">The folder to change to.</param>
    public sealed record WorkingDirectory(string RelativePath) : Repointing(RelativePath);
}
