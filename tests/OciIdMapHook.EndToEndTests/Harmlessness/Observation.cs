using System.Globalization;
using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>All that is known of one run of a container.</summary>
internal sealed partial record Observation(int ExitCode, string StandardError, string HookSaid)
{
    /// <summary>What each container of the suite ends with.</summary>
    private const int Status = 7;

    private const uint OverflowId = 65534;

    /// <summary>Podman's status where it did not come to the container at all, and docker's: 125 and what follows.</summary>
    public const int EngineFailed = 124;

    public bool Started => ExitCode == Status;

    public required Files Files { get; init; }

    public required IReadOnlyList<string> Changes { get; init; }

    public required Files FilesAfterwards { get; init; }

    /// <summary>As the container's uid_map shows it.</summary>
    public required string UidMap { get; init; }

    public required string GidMap { get; init; }

    public required IReadOnlyList<string> Mounts { get; init; }

    public required Files Disk { get; init; }

    /// <summary>Why it did not start, in the engine's own words, without what differs from run to run.</summary>
    public string Reason => ChangingWords().Replace(
        Lines(StandardError).LastOrDefault(line => !line.StartsWith("time=", StringComparison.Ordinal)) ?? "", "…");

    /// <summary>Whatever the hook said, wherever the runtime let it out.</summary>
    public string Sentence => HookSaid.Contains("oci-idmap-hook", StringComparison.Ordinal) ? HookSaid : StandardError;

    public bool HasUserNamespace => !UidMap.TrimEnd().EndsWith(" 4294967295", StringComparison.Ordinal);

    public IEnumerable<string> MountsWhateverIsIdMapped =>
        Mounts.Select(mount => mount.Replace(",idmapped ", " ", StringComparison.Ordinal));

    /// <summary>
    /// The files that are not as the image has them, as far as the container has its ids: others are the overflow id's. What
    /// engines and runtimes put over files of the image does not count.
    /// </summary>
    public IReadOnlyList<string> WrongFiles(Files image) =>
    [
        .. from file in image.Lines
           where !OfTheEngine().IsMatch(file.Key)
           let expected = Expected(file.Value)
           let seen = Files.Lines.GetValueOrDefault(file.Key, "missing")
           where !seen.StartsWith(expected, StringComparison.Ordinal)
           select $"{seen} for {expected}",
    ];

    /// <summary>Path, mode and owners of a file, and its attributes where the container has all ids that they name.</summary>
    private string Expected(string line)
    {
        var fields = line.Split(' ');
        var owners = fields[2].Split(':').Select(id => uint.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        var seen = $"{fields[0]} {fields[1]} {Mapped(UidMap, owners[0])}:{Mapped(GidMap, owners[1])}";
        return HasIds(0) && HasIds(33) && HasIds(1000) ? string.Join(' ', [seen, .. fields[3..]]) : seen;
    }

    private bool HasIds(uint id) => Mapped(UidMap, id) == id && Mapped(GidMap, id) == id;

    private static uint Mapped(string map, uint id) =>
        Lines(map).Select(Range).Any(range => id >= range[0] && id - range[0] < range[2]) ? id : OverflowId;

    private static uint[] Range(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => uint.Parse(text, CultureInfo.InvariantCulture))];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is not the same in another run, each as "- there" or "+ here".</summary>
    public IEnumerable<string> DifferencesFrom(Observation other) =>
    [
        .. Differences("exit status", [$"{ExitCode}"], [$"{other.ExitCode}"]),
        .. Differences("map", [UidMap, GidMap], [other.UidMap, other.GidMap]),
        .. Differences("inside", Files.Sorted, other.Files.Sorted),
        .. Differences("change", Changes, other.Changes),
        .. Differences("inside, after the changes", FilesAfterwards.Sorted, other.FilesAfterwards.Sorted),
        .. Differences("mount", Mounts, other.Mounts),
        .. Differences("on disk", Disk.Sorted, other.Disk.Sorted),
    ];

    private static IEnumerable<string> Differences(string what, IReadOnlyList<string> here, IReadOnlyList<string> there) =>
        // Mounts may be alike in all that is compared: how often each line comes counts too.
        here.Count == there.Count && here.SequenceEqual(there)
            ? []
            : [.. there.Except(here).Select(line => $"{what} - {line}"), .. here.Except(there).Select(line => $"{what} + {line}"),
                $"{what}: {there.Count} lines without the hook, {here.Count} with it"];

    public static Observation Read(string folder)
    {
        var sections = File.ReadAllText(Path.Combine(folder, "out")).Split("== ")
            .Select(section => section.Split('\n', 2))
            .Where(section => section.Length == 2)
            .ToDictionary(section => section[0], section => section[1]);
        string Section(string name) => sections.GetValueOrDefault(name, "");
        return new Observation(
            int.Parse(File.ReadAllText(Path.Combine(folder, "exit")), CultureInfo.InvariantCulture),
            File.ReadAllText(Path.Combine(folder, "err")),
            File.ReadAllText(Path.Combine(folder, "hook")))
        {
            Files = Files.Parse(Section("files")),
            Changes = Section("changes").Split('\n'),
            FilesAfterwards = Files.Parse(Section("files afterwards")),
            UidMap = Section("/proc/self/uid_map"),
            GidMap = Section("/proc/self/gid_map"),
            Mounts = [.. Lines(Section("/proc/self/mountinfo")).Select(AsMount).Order(StringComparer.Ordinal)],
            Disk = Files.Parse(File.ReadAllText(Path.Combine(folder, "disk"))),
        };
    }

    private static string AsMount(string line)
    {
        var mount = MountLine.Parse(line);
        var flags = string.Join(',', mount.Flags) + (mount.IsIdMapped ? ",idmapped" : "");
        return $"{mount.MountPoint} {mount.FileSystem} {flags} {string.Join(',', mount.Propagation)}";
    }

    [GeneratedRegex("^/(dev|proc|sys|run|etc/(hosts|hostname|resolv.conf))(/|$)")]
    private static partial Regex OfTheEngine();

    [GeneratedRegex("[0-9a-f]{12,64}|[A-Z0-9]{26}|/var/tmp/oci-idmap-e2e-[0-9a-f]+|the-container|containerd-mount[0-9]+")]
    private static partial Regex ChangingWords();
}
