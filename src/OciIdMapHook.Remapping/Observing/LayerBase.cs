using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// What the relative paths of an overlay start from: the working directory that its mounter had. Nothing records it, but engines
/// that shorten their paths (containers/storage does, to fit them into a page) change to a folder above what they mount.
/// </summary>
internal static class LayerBase
{
    /// <returns>Empty where no path is relative.</returns>
    /// <exception cref="LayerMissingException">No folder has all of them, or more than one has and they differ.</exception>
    internal static string Find(OverlayOptions options, MountEntry root, IReadOnlyList<MountEntry> mounts)
    {
        var relative = options.Paths.Where(path => !path.StartsWith('/')).ToArray();
        if (relative.Length == 0)
            return string.Empty;

        var candidates = FoldersWithAll(relative,
        [
            .. mounts.Where(mount => mount.Device == root.Device).Select(mount => mount.MountPoint),
            root.MountPoint,
            .. options.Paths.Where(path => path.StartsWith('/')),
        ]);
        return candidates switch
        {
            [var only] => only,
            [] => throw new LayerMissingException(
                $"its layer {Printable.Text(relative[0])} is a relative path that leads nowhere from any folder above its mount "
                + "point; mount it with absolute paths"),
            _ => throw new LayerMissingException(
                $"its layer {Printable.Text(relative[0])} is a relative path that leads somewhere from "
                + $"{Printable.Text(candidates[0])} and from {Printable.Text(candidates[1])}; mount it with absolute paths"),
        };
    }

    /// <returns>Of the folders above some paths those from which all relative ones lead somewhere, each time somewhere
    /// else.</returns>
    private static List<string> FoldersWithAll(string[] relative, List<string> paths)
    {
        var folders = new List<string>();
        var (seen, found) = (new HashSet<string>(), new HashSet<string>());
        foreach (var path in paths)
        {
            foreach (var folder in Above(path))
            {
                if (seen.Add(folder) && FindAll(folder, relative) is { } layers && found.Add(layers))
                    folders.Add(folder);
            }
        }

        return folders;
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
        yield return "/";
    }

    /// <returns>The folders, as text that is the same for the same folders; null where one is not there.</returns>
    private static string? FindAll(string baseFolder, IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            using var folder = Files.OpenIfThere(LayerSearch.Join(baseFolder, path), OpenFlags.Path | OpenFlags.Directory);
            if (folder is null)
                return null;
            var status = Files.Status(folder);
            found.Add($"{status.Device}:{status.Inode}");
        }

        return string.Join(' ', found);
    }
}
