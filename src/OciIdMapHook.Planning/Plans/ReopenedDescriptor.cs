namespace OciIdMapHook.Planning;

/// <summary>
/// A descriptor of the init on the old root or on a volume, or its working directory, that is opened again on the new one.
/// </summary>
public abstract record ReopenedDescriptor
{
    private protected ReopenedDescriptor(string relativePath) => RelativePath = relativePath;

    /// <summary>The folder below the root: empty for the root folder itself, else <c>a/b</c>.</summary>
    public string RelativePath { get; }

    /// <param name="Number">The descriptor's number in the init, which must stay the same.</param>
    /// <param name="Flags">The open(2) flags it has and must have again.</param>
    /// <param name="RelativePath">The folder to open.</param>
    public sealed record Numbered(int Number, int Flags, string RelativePath) : ReopenedDescriptor(RelativePath)
    {
        /// <summary>It is no folder but a file, open with O_PATH.</summary>
        public bool IsFile { get; init; }
    }

    /// <param name="RelativePath">The folder to change to.</param>
    public sealed record WorkingDirectory(string RelativePath) : ReopenedDescriptor(RelativePath);
}
