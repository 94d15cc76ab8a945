using System.Diagnostics.CodeAnalysis;
using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>One of config.json's mounts that asks to be idmapped.</summary>
/// <param name="Mount">The mount as configured.</param>
/// <param name="Option">Its option <c>idmap</c> or <c>ridmap</c>; null where only its mappings ask.</param>
/// <remarks>OCI runtime-spec, config.md, "Mounts": mappings, or one of the options, for which the container's own maps are
/// taken.</remarks>
internal sealed record VolumeRequest(OciMount Mount, IdMapOption? Option)
{
    public bool IsRecursive => Option is { IsRecursive: true };

    /// <summary>It is to be seen through the container's own maps, having none itself.</summary>
    public bool TakesContainersMaps => !HasMappings && Option is { Maps: null };

    private bool HasMappings => Mount.UidMappings is { Count: > 0 } || Mount.GidMappings is { Count: > 0 };

    /// <summary>Null for a mount that does not ask for it.</summary>
    public static VolumeRequest? Of(OciMount mount)
    {
        var request = new VolumeRequest(mount, IdMapOption.Find(mount.Options));
        return request.Option is not null || request.HasMappings ? request : null;
    }

    public static bool ExistsIn(OciConfig config) => config.Mounts.Any(mount => Of(mount) is not null);

    /// <summary>The maps to see the volume through. As for crun, mappings count before what stands in the option.</summary>
    /// <param name="container">The container's own; null where it has no user namespace.</param>
    /// <param name="fault">Why the container's cannot be had, as a clause; null where they can, or where it has none.</param>
    /// <param name="maps">The first column is the id on disk.</param>
    /// <param name="reason">Why there are none, and what to do.</param>
    public bool TryChooseMaps(
        IdMaps? container, string? fault, [NotNullWhen(true)] out IdMaps? maps, [NotNullWhen(false)] out string? reason)
    {
        if (HasMappings)
        {
            var hasUids = IdMap.TryCreate(Mount.UidMappings ?? [], "uid", out var uids, out reason);
            IdMap.TryCreate(Mount.GidMappings ?? [], "gid", out var gids, out var gidReason);
            return TryPair(uids, gids, hasUids ? gidReason : reason, "its uidMappings and gidMappings", out maps, out reason);
        }

        if (Option?.Maps is { } text)
        {
            var uids = ReadOption(text, "uid", container?.Uids, out var uidReason);
            var gids = ReadOption(text, "gid", container?.Gids, out var gidReason);
            return TryPair(uids, gids, uidReason ?? gidReason, "its option idmap=uids=…;gids=…", out maps, out reason);
        }

        maps = container;
        reason = container is null ? fault ?? "the container has no user namespace whose maps it could take" : null;
        return maps is not null;
    }

    private static bool TryPair(
        IdMap? uids,
        IdMap? gids,
        string? fault,
        string place,
        [NotNullWhen(true)] out IdMaps? maps,
        [NotNullWhen(false)] out string? reason)
    {
        maps = uids is null || gids is null ? null : new IdMaps(uids, gids);
        reason = maps is null ? $"{fault}; correct {place}" : null;
        return maps is not null;
    }

    private static IdMap? ReadOption(string text, string kind, IdMap? container, out string? reason) =>
        IdMapOption.TryReadRanges(text, kind, container, out var ranges, out reason)
        && IdMap.TryCreate(ranges, kind, out var map, out reason)
            ? map
            : null;
}
