using System.Text.RegularExpressions;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>The repository's own documents and sources, as tests compare them.</summary>
internal static partial class RepositoryText
{
    // What is built or left by tests is nobody's text.
    private static readonly string[] NotOurs = [".git", "artifacts", "bin", "obj"];

    internal static string Root { get; } = FindRoot();

    /// <summary>Every C# and C file of <c>src</c>.</summary>
    internal static IReadOnlyList<string> Sources { get; } = [.. SourcesBelow("src")];

    /// <summary>Every C# and C file; a sentence that is written on two lines is on one.</summary>
    internal static IEnumerable<string> SourcesBelow(string folder) =>
        from file in FilesBelow(folder)
        where Path.GetExtension(file) is ".c" or ".cs"
        select JoinedLiterals().Replace(Read(file), "");

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    internal static bool IsThere(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>Below a folder of the repository, by their paths from its root.</summary>
    internal static IEnumerable<string> FilesBelow(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where !path.Split('/').Any(NotOurs.Contains)
        select path;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OciIdMapHook.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("These tests run inside the repository.");
        }

        return folder;
    }

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex JoinedLiterals();
}
