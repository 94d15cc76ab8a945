namespace OciIdMapHook.Planning;

/// <summary>Something the init holds that keeps naming the old root mount after another one is mounted over it.</summary>
public abstract record PinFact
{
    private protected PinFact(string relativePath) => RelativePath = relativePath;

    /// <summary>What it names, below the root: empty for the root folder itself, else <c>a/b</c>.</summary>
    public string RelativePath { get; }

    /// <param name="Number">The descriptor's number in the init.</param>
    /// <param name="Flags">Its open(2) flags, from fdinfo.</param>
    /// <param name="RelativePath">The file or folder that is open.</param>
    /// <param name="IsDirectory">Whether that is a folder.</param>
    public sealed record Descriptor(int Number, int Flags, string RelativePath, bool IsDirectory) : PinFact(RelativePath)
    {
        /// <summary>
        /// It is a file that was opened with O_PATH: no position in it is held and no lock, and it can be opened again.
        /// </summary>
        public bool IsPlaceOfFile { get; init; }
    }

    /// <param name="RelativePath">The init's working directory.</param>
    public sealed record WorkingDirectory(string RelativePath) : PinFact(RelativePath);

    /// <param name="RelativePath">The init's root directory.</param>
    public sealed record RootDirectory(string RelativePath) : PinFact(RelativePath);
}
