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
    public IEnumerable<string> DifferencesFrom(MountPointRun other) =>
    [
        .. Differences("exit status", [$"{ExitCode}"], [$"{other.ExitCode}"]),
        .. Differences("inside", Inside, other.Inside),
        .. Differences("on disk", Comparable(other), other.Comparable(other)),
    ];

    private static IEnumerable<string> Differences(string what, IReadOnlyList<string> here, IReadOnlyList<string> there) =>
        [.. there.Except(here).Select(line => $"{what} - {line}"), .. here.Except(there).Select(line => $"{what} + {line}")];

    /// <summary>
    /// Without what differs by chance or by need. Podman hands mounts over in an order by chance, and whoever comes first makes /run as crun
    /// makes folders for its kind. A tmpfs takes its mode from the folder below it, if there is one: so the hook makes that with the mode
    /// that the tmpfs is to have.
    /// </summary>
    private IReadOnlyList<string> Comparable(MountPointRun measure)
    {
        var tmpfs = measure.Inside.Where(line => line.StartsWith("tmpfs ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[^1].TrimStart('/'))
            .Append("run")
            .ToHashSet();
        return [.. Disk.Select(line => line.Split(' ')).Select(fields =>
            string.Join(' ', fields is [_, _, "d", var name, ..] && tmpfs.Contains(name) ? [fields[0], "any-mode", .. fields[2..]] : fields))];
    }
}
