using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Looks for programs where a root's service manager and distributions look for them.</summary>
internal static class ProgramFinder
{
    // CRI-O's packages bring their own crun and runc along.
    private static readonly string[] Folders =
    [
        "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/libexec/crio",
        "/usr/lib/cri-o-runc/sbin",
    ];

    /// <returns>Each place that holds the program once, however many folders lead there, the one that is used by name
    /// first.</returns>
    internal static async Task<IReadOnlyList<FoundProgram>> FindAsync(RootFiles root, string name, CancellationToken cancellation)
    {
        var found = new List<FoundProgram>();
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Folders.Select(folder => $"{folder}/{name}"))
        {
            using var file = root.Open(path);
            if (file is null || !Files.Status(file).IsRegular || !places.Add(Files.PathOf(file)))
                continue;
            var output = root.IsThisHost ? await ProgramRun.OutputAsync(path, ["--version"], cancellation) : null;
            found.Add(new FoundProgram(name, path, output is null ? null : VersionText.Find(output)));
        }

        return found;
    }
}
