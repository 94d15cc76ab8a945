using System.Diagnostics.CodeAnalysis;
using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// A mount option that asks for an idmapped mount: <c>idmap</c>, <c>ridmap</c> (with all that is mounted below the source), or
/// with maps of its own in crun's way of writing, <c>idmap=uids=0-1-10#10-11-10;gids=@0-0-10</c>.
/// </summary>
/// <param name="IsRecursive">Whether it is <c>ridmap</c>.</param>
/// <param name="Maps">What follows the equals sign; null for the container's own maps.</param>
/// <remarks>crun(1), "idmap mount options"; OCI runtime-spec, config.md, "Linux mount options".</remarks>
internal sealed record IdMapOption(bool IsRecursive, string? Maps)
{
    /// <summary>The last one counts, as of all options that exclude each other.</summary>
    public static IdMapOption? Find(IReadOnlyList<string> options)
    {
        for (var i = options.Count - 1; i >= 0; i--)
        {
            if (Read(options[i]) is { } option)
                return option;
        }

        return null;
    }

    /// <summary>The ranges of one kind.</summary>
    /// <param name="maps">What follows the equals sign.</param>
    /// <param name="kind"><c>uid</c> or <c>gid</c>.</param>
    /// <param name="container">The container's own map of that kind, to which a range that begins with <c>@</c> is
    /// relative.</param>
    /// <param name="ranges">Empty where the option has none of that kind.</param>
    /// <param name="reason">Why it cannot be read.</param>
    public static bool TryReadRanges(
        string maps, string kind, IdMap? container, out IReadOnlyList<IdRange> ranges, [NotNullWhen(false)] out string? reason)
    {
        ranges = [];
        foreach (var part in maps.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!part.StartsWith("uids=", StringComparison.Ordinal) && !part.StartsWith("gids=", StringComparison.Ordinal))
            {
                reason = $"\"{Printable.Text(part)}\" begins with neither uids= nor gids=";
                return false;
            }

            if (!part.StartsWith(kind, StringComparison.Ordinal))
                continue;

            if (ranges.Count > 0)
            {
                reason = $"it has {kind}s= twice";
                return false;
            }

            if (!TryReadList(part["uids=".Length..], container, out ranges, out reason))
                return false;
        }

        reason = null;
        return true;
    }

    private static IdMapOption? Read(string option)
    {
        var (name, maps) = option.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? (option[..end], option[(end + 1)..])
            : (option, string.Empty);
        return name is "idmap" or "ridmap" ? new IdMapOption(name == "ridmap", maps.Length == 0 ? null : maps) : null;
    }

    private static bool TryReadList(
        string list, IdMap? container, out IReadOnlyList<IdRange> ranges, [NotNullWhen(false)] out string? reason)
    {
        var read = new List<IdRange>();
        ranges = read;
        foreach (var item in list.Split('#'))
        {
            var isRelative = item.StartsWith('@');
            var fields = (isRelative ? item[1..] : item).Split('-');
            if (fields.Length != 3 || !TryReadId(fields[0], out var onDisk) || !TryReadId(fields[1], out var host)
                || !TryReadId(fields[2], out var size))
            {
                reason = $"\"{Printable.Text(item)}\" is not an id on disk, a host id and a size with dashes between them";
                return false;
            }

            var range = new IdRange(onDisk, host, size);
            if (isRelative && !TryMakeAbsolute(item, ref range, container, out reason))
                return false;

            read.Add(range);
        }

        reason = null;
        return true;
    }

    /// <remarks>A range that runs on past its container range would reach host ids that are not the container's.</remarks>
    private static bool TryMakeAbsolute(
        string item, ref IdRange range, IdMap? container, [NotNullWhen(false)] out string? reason)
    {
        if (container is null)
        {
            reason = $"\"{Printable.Text(item)}\" is relative to the container's map, and the container has no user namespace";
            return false;
        }

        foreach (var own in container.Ranges)
        {
            var offset = (long)range.HostId - own.ContainerId;
            if (offset >= 0 && offset < own.Size && offset + range.Size <= own.Size)
            {
                range = range with { HostId = own.HostId + (uint)offset };
                reason = null;
                return true;
            }
        }

        reason =
            $"\"{Printable.Text(item)}\" lies in no one range of the container's map {container} (container id:host id:size)";
        return false;
    }

    private static bool TryReadId(string text, out uint id)
    {
        id = 0;
        return text.Length > 0 && text.All(char.IsAsciiDigit) && uint.TryParse(text, out id);
    }
}
