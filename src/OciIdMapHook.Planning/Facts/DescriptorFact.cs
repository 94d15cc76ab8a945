namespace OciIdMapHook.Planning;

/// <summary>
/// A descriptor of the init, or one of its two directories, which the kernel keeps as descriptors without a number: it keeps
/// naming the old root mount after another one is mounted over it.
/// </summary>
public abstract record DescriptorFact
{
    private protected DescriptorFact(string relativePath) => RelativePath = relativePath;

    /// <summary>What it names, below the root: empty for the root folder itself, else <c>a/b</c>.</summary>
    public string RelativePath { get; }

    /// <param name="Number">The descriptor's number in the init.</param>
    /// <param name="Flags">Its open(2) flags, from fdinfo.</param>
    /// <param name="RelativePath">The file or folder that is open.</param>
    /// <param name="IsDirectory">Whether that is a folder.</param>
    public sealed record Numbered(int Number, int Flags, string RelativePath, bool IsDirectory) : DescriptorFact(RelativePath)
    {
        /// <summary>
        /// It is a file that was opened with O_PATH: no position in it is held and no lock, and it can be opened again.
        /// </summary>
        public bool IsPlaceOfFile { get; init; }
    }

    /// <param name="RelativePath">The init's working directory.</param>
    public sealed record WorkingDirectory(string RelativePath) : DescriptorFact(RelativePath);

    /// <param name="RelativePath">The init's root directory.</param>
    public sealed record RootDirectory(string RelativePath) : DescriptorFact(RelativePath);
}
