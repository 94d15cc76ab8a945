using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.Observations;

/// <summary>One line of a mountinfo file: proc_pid_mountinfo(5).</summary>
internal sealed partial record MountLine(
    int Id,
    int ParentId,
    string Root,
    string MountPoint,
    ImmutableArray<string> Flags,
    ImmutableArray<string> Propagation,
    string FileSystem,
    string Source,
    string SuperOptions)
{
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    // id parent dev root point flags    optional…  type source    super options
    public static MountLine Parse(string line)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-", 6);
        return new MountLine(
            int.Parse(fields[0], CultureInfo.InvariantCulture),
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            EngineIds().Replace(fields[3], "(id)"),
            fields[4],
            [.. fields[5].Split(',').Where(flag => flag != "idmapped")],
            // Peer groups are numbered anew each time: only their kind can be compared.
            [.. fields[6..separator].Select(field => field.Split(':')[0])],
            fields[separator + 1],
            fields[separator + 2],
            WithoutLayers(fields[separator + 1], fields[separator + 3]))
        {
            IsIdMapped = fields[5].Split(',').Contains("idmapped"),
        };
    }

    public bool IsIdMapped { get; init; }

    /// <summary>
    /// A recomposed overlay names other layers than the one it replaced; all else about it is the same. Whether it has a uuid of
    /// its own depends on whether its upper layer was ever used before.
    /// </summary>
    private static string WithoutLayers(string fileSystem, string options) => fileSystem != "overlay"
        ? options
        : string.Join(',', options.Split(',').Where(option => !LayerOptions().IsMatch(option)));

    [GeneratedRegex("^(lowerdir|datadir|upperdir|workdir|uuid)\\+?=")]
    private static partial Regex LayerOptions();

    // Podman's names for containers and, in these tests, for storages.
    [GeneratedRegex("[0-9a-f]{64}|(?<=/storage/)[0-9a-f]{8}")]
    private static partial Regex EngineIds();
}
