using System.Diagnostics;

namespace OciIdMapHook.UnitTests.House;

/// <summary>The files of the repository: those that git tracks, or all but what is built where there is no git.</summary>
internal static class TrackedFiles
{
    private static readonly string[] Built = [".git", "artifacts", "bin", "obj", "TestResults", ".vs", ".vscode", ".idea"];

    /// <summary>Relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. (FromGit() ?? InFolder(Repository.Root)).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>What is to be committed belongs to them: a style is found fault with before it is in the history.</summary>
    private static string[]? FromGit()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            _ = errors.Result;
            return git.ExitCode != 0
                ? null
                : [
                    .. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                    .Where(path => File.Exists(Path.Combine(Repository.Root, path)))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder).Select(file => Path.GetRelativePath(Repository.Root, file)).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !Built.Contains(Path.GetFileName(child)) && new DirectoryInfo(child).LinkTarget is null)
                .SelectMany(InFolder));
}
