using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// Says when something changes in the folders of an installation. A watch holds on to a folder and not to its path: a folder that
/// is removed, renamed or made anew is noticed by the watch on the folder above it, and watched again when <see cref="Renew()"/>
/// is called.
/// </summary>
/// <param name="place">The installation.</param>
/// <param name="changed">Is called on any thread, for each change.</param>
public sealed class FolderWatch(InstallationPlace place, Action changed) : IDisposable
{
    private const NotifyFilters OfFiles = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Attributes
        | NotifyFilters.Security | NotifyFilters.LastWrite | NotifyFilters.Size;

    private const NotifyFilters OfFolders = NotifyFilters.FileName | NotifyFilters.DirectoryName;

    private static readonly string HookFolder = Path.GetDirectoryName(HookExecutable.InstalledPath)!;

    private readonly Dictionary<string, Watched> watched = [];

    /// <summary>Watches what is there now.</summary>
    /// <returns>Whether that is not what was watched: what changed before this call may have gone unnoticed.</returns>
    /// <exception cref="OperationException">A folder cannot be opened.</exception>
    public bool Renew()
    {
        using var root = HostRoot.Open(place.Root);
        var isNew = false;
        foreach (var path in Paths())
            isNew |= Renew(path, root.FolderIfThere(path));

        return isNew;
    }

    public void Dispose()
    {
        foreach (var watch in watched.Values)
            watch.Dispose();
        watched.Clear();
    }

    /// <summary>The folders of the installation and all above them.</summary>
    private IEnumerable<string> Paths() => place.FoldersOfFiles
        .Append(HookFolder)
        .SelectMany(WithParents)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> WithParents(string path)
    {
        for (var folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    /// <param name="path">The folder.</param>
    /// <param name="folder">The same, open; null where there is none. It is closed when it is not watched any more.</param>
    private bool Renew(string path, FileDescriptor? folder)
    {
        if (watched.TryGetValue(path, out var watch))
        {
            if (folder is not null && watch.Holds(folder))
            {
                folder.Dispose();
                return false;
            }

            watch.Dispose();
            watched.Remove(path);
        }

        if (folder is null)
            return false;
        watched[path] = Watch(path, folder);
        return true;
    }

    private bool HoldsFiles(string path) => path == HookFolder || place.FoldersOfFiles.Contains(path);

    private Watched Watch(string path, FileDescriptor folder)
    {
        try
        {
            return Watch(
                new FileSystemWatcher(Files.PathOf(folder)) { NotifyFilter = HoldsFiles(path) ? OfFiles : OfFolders }, folder);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or LinuxException)
        {
            folder.Dispose();
            throw new OperationException(
                $"the folder {path} cannot be watched: {exception.Message.TrimEnd('.')}; its changes are noticed late",
                exception);
        }
    }

    private Watched Watch(FileSystemWatcher watcher, FileDescriptor folder)
    {
        var watch = new Watched(watcher, folder);
        watcher.Created += (_, _) => changed();
        watcher.Changed += (_, _) => changed();
        watcher.Deleted += (_, _) => changed();
        watcher.Renamed += (_, _) => changed();
        watcher.Error += (_, _) =>
        {
            watch.HasFailed = true;
            changed();
        };
        watcher.EnableRaisingEvents = true;
        return watch;
    }

    /// <remarks>
    /// The folder stays open: once it is removed and closed, the next one that is made may get its inode number.
    /// </remarks>
    private sealed class Watched(FileSystemWatcher watcher, FileDescriptor folder) : IDisposable
    {
        /// <summary>It has lost events, or its folder.</summary>
        internal bool HasFailed { get; set; }

        internal bool Holds(FileDescriptor other) => !HasFailed && Files.Status(folder).IsSameFileAs(Files.Status(other));

        public void Dispose()
        {
            watcher.Dispose();
            folder.Dispose();
        }
    }
}
