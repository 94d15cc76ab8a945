namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>
/// A folder of one test's own. Whoever leaves a mount, a process or a control group behind that belongs to it fails.
/// </summary>
internal sealed class WorkFolder : IAsyncDisposable
{
    // Not the temporary folder: that is a tmpfs on many hosts, and the rootfs should lie on a disk's file system.
    private const string Parent = "/var/tmp";

    private WorkFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>Unique on this machine, and short enough to be a container's id.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>Where runtimes and engines keep what they know of their containers: a folder each.</summary>
    public IEnumerable<string> StateFolders =>
    [
        Path.Combine(FullPath, "state"),
        .. Directory.EnumerateDirectories(FullPath, "overlay-containers", SearchOption.AllDirectories),
        .. from state in Directory.EnumerateDirectories(FullPath, "io.containerd.runtime.v2.task", SearchOption.AllDirectories)
           from name in Directory.EnumerateDirectories(state)
           select name,
    ];

    public static WorkFolder Create()
    {
        var path = Path.Combine(Parent, $"oci-idmap-e2e-{Guid.NewGuid().ToString("N")[..12]}");
        Directory.CreateDirectory(path);
        // Containers reach their rootfs as an unprivileged user of the host.
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        return new WorkFolder(path);
    }

    public string Folder(params string[] names)
    {
        var path = Path.Combine([FullPath, .. names]);
        Directory.CreateDirectory(path);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        var left = await Leftovers.OfAsync(this);
        if (left.Count == 0)
            Directory.Delete(FullPath, recursive: true);

        Assert.That(left, Is.Empty, $"Left behind by what ran in {FullPath}");
    }
}
