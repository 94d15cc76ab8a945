namespace OciIdMapHook.Planning;

/// <summary>The places that a runtime may have taken a mount's destination for.</summary>
/// <remarks>
/// runc cleans it by its text and takes the rootfs's own path off its front, then follows the links of the image
/// (LexicallyStripRoot in internal/pathrs, stripRoot in libcontainer/utils before); crun follows links name by name and takes
/// nothing off (safe_openat).
/// </remarks>
public static class VolumeDestination
{
    /// <param name="destination">As config.json has it; one without a first slash is below the root all the same.</param>
    /// <param name="rootPaths">How the runtime may call the rootfs.</param>
    /// <param name="isAsWrittenFirst">The runtime is one that takes it as it is written.</param>
    /// <returns>Different ones only, the likeliest first.</returns>
    public static IReadOnlyList<string> Candidates(string destination, IEnumerable<string> rootPaths, bool isAsWrittenFirst)
    {
        var cleaned = LexicalPath.Clean(destination);
        var found = new List<string>();
        foreach (var root in rootPaths)
            Add(found, Strip(cleaned, LexicalPath.Clean(root)));

        Add(found, cleaned);
        var written = "/" + destination.TrimStart('/');
        if (isAsWrittenFirst)
        {
            found.Remove(written);
            found.Insert(0, written);
        }
        else
        {
            Add(found, written);
        }

        return found;
    }

    private static void Add(List<string> found, string? path)
    {
        if (path is not null && !found.Contains(path))
            found.Add(path);
    }

    /// <remarks>
    /// Nothing is left of the rootfs's own path: what runc takes for a mount over all of the rootfs, and refuses since 1.3.
    /// </remarks>
    private static string? Strip(string path, string root) =>
        root != "/" && path.StartsWith(root + '/', StringComparison.Ordinal) ? LexicalPath.Clean(path[root.Length..]) : null;
}
