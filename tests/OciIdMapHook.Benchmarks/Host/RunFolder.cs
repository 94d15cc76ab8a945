namespace OciIdMapHook.Benchmarks.Host;

/// <summary>
/// Where everything is made. tests/bench.sh makes it and removes it, however the run ends; what is mounted in there goes away
/// with the run's own mount namespace.
/// </summary>
internal sealed class RunFolder(string path)
{
    private int number;

    /// <summary>A folder by its name, which is made if it is not there.</summary>
    public string Folder(params string[] names)
    {
        var folder = Path.Combine([path, .. names]);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>A new, empty folder. Its name is short: an overlay's options name a hundred such, in less than a page.</summary>
    public string NewFolder() => Folder($"{++number}");
}
