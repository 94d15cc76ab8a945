using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>The repository's own documents and sources, as tests compare them.</summary>
internal static partial class RepositoryText
{
    // What is built or left by tests is nobody's text.
    private static readonly string[] NotOurs = [".git", "artifacts", "bin", "obj"];

    /// <summary>Every C# and C file of <c>src</c>.</summary>
    internal static IReadOnlyList<string> Sources { get; } = [.. SourcesBelow("src")];

    /// <summary>Every C# and C file; a sentence that is written on two lines is on one.</summary>
    internal static IEnumerable<string> SourcesBelow(string folder) =>
        from file in FilesBelow(folder)
        where Path.GetExtension(file) is ".c" or ".cs"
        select JoinedLiterals().Replace(Read(file), "");

    internal static string Read(string path) => File.ReadAllText(Repository.Path(path));

    internal static bool IsThere(string path) => Path.Exists(Repository.Path(path));

    /// <summary>Below a folder of the repository, by their paths from its root.</summary>
    internal static IEnumerable<string> FilesBelow(string folder) =>
        from file in Directory.EnumerateFiles(Repository.Path(folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file)
        where !path.Split('/').Any(NotOurs.Contains)
        select path;

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex JoinedLiterals();
}
