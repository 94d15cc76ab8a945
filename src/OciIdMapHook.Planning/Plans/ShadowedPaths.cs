namespace OciIdMapHook.Planning;

/// <summary>
/// What the mounts on a root hide: a path through the root enters the mount it meets first, so that what the root itself has
/// at or below that mount point can no longer be named by a path.
/// </summary>
internal sealed class ShadowedPaths(IReadOnlyList<SubmountMove> submounts)
{
    private readonly Dictionary<string, SubmountMove> byPath =
        submounts.ToDictionary(submount => submount.RelativePath);

    /// <returns>The mount that hides what the root has at <paramref name="relativePath"/>.</returns>
    public SubmountMove? FindOver(string relativePath) => byPath.GetValueOrDefault(relativePath) ?? FindAround(relativePath);

    /// <returns>The mount on a folder above <paramref name="relativePath"/>.</returns>
    public SubmountMove? FindAround(string relativePath)
    {
        for (var end = relativePath.LastIndexOf('/'); end > 0; end = relativePath.LastIndexOf('/', end - 1))
        {
            if (byPath.TryGetValue(relativePath[..end], out var cover))
                return cover;
        }

        return null;
    }
}
