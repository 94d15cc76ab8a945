using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>The folders of an installation, open and locked.</summary>
internal sealed class OpenPlace : IDisposable
{
    private readonly HostRoot root;
    private readonly List<FileDescriptor> opened = [];

    private OpenPlace(InstallationPlace place)
    {
        place.Check();
        Place = place;
        root = HostRoot.Open(place.Root);
    }

    internal InstallationPlace Place { get; }

    /// <summary>Null where its folder is not there and was not to be made.</summary>
    internal FolderFile? Hook { get; private set; }

    /// <summary>This project's file in each hooks.d folder that is there.</summary>
    internal List<(FolderFile File, ShippedHookFile Shipped)> Files { get; } = [];

    /// <summary>
    /// What has Podman read the folder of its own stage; null where its folder is not there, or it is no part of this.
    /// </summary>
    internal FolderFile? DropIn { get; private set; }

    /// <summary>The file whose hooks_dir that would take the place of; null where there is none.</summary>
    internal string? Overridden { get; private set; }

    /// <param name="place">Where.</param>
    /// <param name="make">Makes the folders that are missing.</param>
    /// <exception cref="OperationException">A folder cannot be opened or made, or another process holds the lock.</exception>
    internal static OpenPlace Open(InstallationPlace place, bool make)
    {
        var open = new OpenPlace(place);
        try
        {
            open.root.Lock();
            open.Hook = open.FileIn(Path.GetDirectoryName(HookExecutable.InstalledPath)!, HookFile.HookName, make);
            foreach (var (folder, shipped) in place.Files.Where(file => file.File != ShippedHookFile.Precreate))
                open.OpenFile(folder, shipped, make);
            if (place.HasPrecreate)
                open.OpenPodmans(make);
            return open;
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    /// <summary>What the engines read of a folder.</summary>
    internal HooksFolder Read(string folder) => HooksFolder.Read(root.Descriptor, folder);

    /// <summary>Whether another project's file has the name of this one's.</summary>
    internal bool IsForeign(FolderFile file) =>
        InstallationPlace.IsForeign(Read(file.FolderPath).Entries.FirstOrDefault(entry => entry.Name == file.Name));

    public void Dispose()
    {
        opened.ForEach(folder => folder.Dispose());
        root.Dispose();
    }

    /// <summary>What a run that was killed has left behind; none is in progress, for this one holds the lock.</summary>
    private static void RemoveLeftovers(FolderFile file)
    {
        try
        {
            file.RemoveLeftovers();
        }
        catch (LinuxException exception)
        {
            throw new OperationException($"{file.FolderPath} cannot be written to: {exception.Message}", exception);
        }
    }

    private void OpenFile(string folder, ShippedHookFile shipped, bool make)
    {
        if (FileIn(folder, shipped.FileName, make) is { } file)
            Files.Add((file, shipped));
    }

    private void OpenPodmans(bool make)
    {
        try
        {
            OpenFile(HooksFolders.Podmans, ShippedHookFile.Precreate, make);
            Overridden = PodmanDropIn.Overridden(Place);
            DropIn = FileIn(PodmanDropIn.Folder, PodmanDropIn.FileName, make && Overridden is null);
        }
        catch (OperationException exception)
        {
            throw new OperationException(
                $"{exception.Message}; --no-precreate leaves out what is for Podman's own stage", exception);
        }
    }

    private FolderFile? FileIn(string path, string name, bool make)
    {
        var folder = make ? root.Folder(path) : root.FolderIfThere(path);
        if (folder is null)
            return null;
        opened.Add(folder);
        var file = new FolderFile(folder, path, name);
        RemoveLeftovers(file);
        return file;
    }
}
