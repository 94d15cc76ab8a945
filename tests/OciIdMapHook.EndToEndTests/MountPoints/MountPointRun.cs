using System.Globalization;

namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>What one run ended with, what its container saw of its root, and what lay on disk afterwards.</summary>
/// <param name="ExitCode">Of Podman.</param>
/// <param name="Inside">Owner, mode and name of each file.</param>
/// <param name="Disk">Owner, mode, type and name of each, and where a link leads.</param>
/// <param name="StandardError">What Podman and the runtime said.</param>
internal sealed record MountPointRun(int ExitCode, IReadOnlyList<string> Inside, IReadOnlyList<string> Disk, string StandardError)
{
    public static MountPointRun Read(string folder) => new(
        int.Parse(File.ReadAllText(Path.Combine(folder, "exit")), CultureInfo.InvariantCulture),
        File.ReadAllLines(Path.Combine(folder, "out")),
        File.ReadAllLines(Path.Combine(folder, "disk")),
        File.ReadAllText(Path.Combine(folder, "err")));

    /// <summary>What is not the same, each as "- there" or "+ here".</summary>
    public IEnumerable<string> DifferencesFrom(MountPointRun other)
    {
        var anyMode = OfAnyMode(other);
        return
        [
            .. Differences("exit status", [$"{ExitCode}"], [$"{other.ExitCode}"]),
            .. Differences(
                "inside", [.. Inside.Select(line => WithoutMode(line, 2, anyMode))],
                [.. other.Inside.Select(line => WithoutMode(line, 2, anyMode))]),
            .. Differences(
                "on disk", [.. Disk.Select(line => WithoutMode(line, 3, anyMode))],
                [.. other.Disk.Select(line => WithoutMode(line, 3, anyMode))]),
        ];
    }

    private static IEnumerable<string> Differences(string what, IReadOnlyList<string> here, IReadOnlyList<string> there) =>
        [.. there.Except(here).Select(line => $"{what} - {line}"), .. here.Except(there).Select(line => $"{what} + {line}")];

    /// <summary>
    /// Folders whose mode differs by chance or by need. Podman hands mounts over in an order by chance, and whoever comes first
    /// makes /run as crun makes folders for its kind; /sys is of another kind in a pod with a user namespace. A tmpfs takes its
    /// mode from the folder below it, if there is one: so the hook makes that with the mode that the tmpfs is to have.
    /// </summary>
    private static HashSet<string> OfAnyMode(MountPointRun measure) =>
    [
        "run", "sys",
        .. measure.Inside.Where(line => line.StartsWith("tmpfs ", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[^1].TrimStart('/')),
    ];

    private static string WithoutMode(string line, int place, HashSet<string> anyMode)
    {
        var fields = line.Split(' ');
        return fields.Length > place && fields[0] != "tmpfs" && anyMode.Contains(fields[place].TrimStart('/'))
            ? string.Join(' ', [fields[0], .. fields[2..]])
            : line;
    }
}
