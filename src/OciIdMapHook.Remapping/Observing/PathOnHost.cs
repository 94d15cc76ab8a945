using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>Where the host has a folder that is also mounted somewhere else.</summary>
public static class PathOnHost
{
    /// <param name="mount">What shows the folder in one place.</param>
    /// <param name="mounts">The host's mount table.</param>
    /// <param name="within">Ends in a slash; what lies below is no other place.</param>
    /// <returns>Null where it is shown nowhere else.</returns>
    public static string? Of(MountEntry mount, IEnumerable<MountEntry> mounts, string within)
    {
        foreach (var other in mounts)
        {
            if (other.Device == mount.Device && !(other.MountPoint + '/').StartsWith(within, StringComparison.Ordinal)
                && Below(other.Root, mount.Root) is { } rest)
            {
                var path = other.MountPoint.TrimEnd('/') + rest;
                return path.Length == 0 ? "/" : path;
            }
        }

        return null;
    }

    /// <returns>What follows <paramref name="folder"/> in <paramref name="path"/>, empty or with its slash; null where it is not
    /// below.</returns>
    private static string? Below(string folder, string path)
    {
        var start = folder.TrimEnd('/');
        return path.StartsWith(start, StringComparison.Ordinal) && (path.Length == start.Length || path[start.Length] == '/')
            ? path[start.Length..].TrimEnd('/')
            : null;
    }
}
