using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>Walks through a rootfs that the hook would remap, and counts its <see cref="ShiftedFiles"/>.</summary>
/// <param name="seen">Called with the number of files looked at, now and then.</param>
/// <param name="cancellation">Stops it; what was counted so far is told.</param>
public sealed class ShiftedFilesWalk(Action<long> seen, CancellationToken cancellation)
{
    private const int Stride = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="root">The rootfs as the host has it; null where it is not found there.</param>
    /// <param name="path">How it is called.</param>
    /// <param name="decision">What the hook would do.</param>
    /// <returns>Null where owners do not matter.</returns>
    internal ShiftedFiles? Count(FileDescriptor? root, string path, Decision decision) =>
        root is not null && decision is Decision.Remap { Plan: var plan } && IsMappedAsAWhole(plan.Replacement)
            ? Count(root, path, plan.Maps)
            : null;

    /// <summary>
    /// A layer that an engine has shifted has host ids rightly, and what is seen through another map is not as on disk.
    /// </summary>
    private static bool IsMappedAsAWhole(ReplacementRoot replacement) => replacement switch
    {
        ReplacementRoot.IdmappedClone { ReplacesMap: true } => false,
        ReplacementRoot.Overlay { Upper.IsMapped: false } => false,
        ReplacementRoot.Overlay overlay => overlay.Lowers.All(layer => layer.IsMapped),
        _ => true,
    };

    private ShiftedFiles Count(FileDescriptor root, string path, IdMaps maps)
    {
        var (all, shifted, isWhole) = (0L, 0L, true);
        var (users, groups) = (new HashSet<IdRange>(), new HashSet<IdRange>());
        var clock = Stopwatch.StartNew();
        using var folder = Files.OpenAt(root, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        try
        {
            FileTree.ForEachOwner(folder, (uid, gid) =>
            {
                if (++all % Stride == 0)
                    Report(all, clock.Elapsed);
                var (user, group) = (ShiftedBy(maps.Uids, uid), ShiftedBy(maps.Gids, gid));
                if (user is { } ofUser)
                    users.Add(ofUser);
                if (group is { } ofGroup)
                    groups.Add(ofGroup);
                if (user is not null || group is not null)
                    shifted++;
            });
        }
        catch (OperationCanceledException)
        {
            isWhole = false;
        }

        return new ShiftedFiles(
            shifted, all, isWhole,
            [.. users.Select(range => Command(path, 'u', range)), .. groups.Select(range => Command(path, 'g', range))]);
    }

    private void Report(long all, TimeSpan elapsed)
    {
        cancellation.ThrowIfCancellationRequested();
        if (elapsed > Patience)
            throw new OperationCanceledException();
        seen(all);
    }

    /// <returns>The range of the map that took it to the host; null where it is an id of the container, or of nobody
    /// here.</returns>
    private static IdRange? ShiftedBy(IdMap map, uint id)
    {
        if (map.ContainsContainerId(id))
            return null;
        foreach (var range in map.Ranges)
        {
            if (id >= range.HostId && id - range.HostId < range.Size)
                return range;
        }

        return null;
    }

    /// <remarks>A change of the owner takes the setuid and setgid bits away: the mode is put back.</remarks>
    private static string Command(string path, char kind, IdRange range)
    {
        var test = kind == 'u' ? "-uid" : "-gid";
        var above = range.HostId == 0 ? "" : $" {test} +{range.HostId - 1}";
        var below = $" {test} -{(range.HostId + (ulong)range.Size).ToString(CultureInfo.InvariantCulture)}";
        var owner = $"{(kind == 'u' ? "" : ":")}$(($(stat -c %{kind} \"$f\") - {range.HostId} + {range.ContainerId}))";
        return $"find '{path.Replace("'", @"'\''", StringComparison.Ordinal)}' -xdev{above}{below} -execdir sh -c 'for f; do "
            + $"m=$(stat -c %a \"$f\"); chown -h \"{owner}\" \"$f\"; [ -L \"$f\" ] || chmod \"$m\" \"$f\"; done' sh {{}} +";
    }
}
