namespace OciIdMapHook.Installation;

/// <summary>Where the hook is installed.</summary>
/// <param name="Root">The root directory of the host.</param>
/// <param name="Folders">The hooks.d folders, absolute, as the engines see them.</param>
public sealed record InstallationPlace(string Root, IReadOnlyList<string> Folders)
{
    /// <summary>The folder for packages, which Podman and CRI-O read unless they are told another one.</summary>
    public const string PackagedFolder = HooksFolders.Default;

    /// <summary>The folder for administrators; where it is configured, a file there masks the packaged one of its name.</summary>
    public const string AdministratorFolder = HooksFolders.Administrators;

    /// <summary>
    /// Podman's own stage is a part of it: the file for it, in a folder of its own, and what has Podman read that.
    /// </summary>
    public bool HasPrecreate { get; init; } = true;

    /// <summary>This project's hooks.d files, in the order in which they are put there.</summary>
    internal IEnumerable<(string Folder, ShippedHookFile File)> Files => Folders.Distinct(StringComparer.Ordinal)
        .Select(folder => (folder, ShippedHookFile.CreateRuntime))
        .Concat(HasPrecreate ? [(HooksFolders.Podmans, ShippedHookFile.Precreate)] : []);

    /// <summary>The folders that hold something of it besides the executable.</summary>
    internal IEnumerable<string> FoldersOfFiles =>
        Files.Select(file => file.Folder).Concat(HasPrecreate ? [ContainersConf.DropIns] : []).Distinct(StringComparer.Ordinal);

    /// <summary>The folders whose files may name the hook, in increasing preference.</summary>
    internal IEnumerable<string> FoldersInUse => Folders.Union([PackagedFolder, AdministratorFolder, HooksFolders.Podmans]);

    /// <exception cref="OperationException">A folder is not absolute.</exception>
    internal void Check()
    {
        if (Folders.FirstOrDefault(folder => folder is not ['/', ..]) is { } relative)
        {
            throw new OperationException(
                $"the hooks.d folder {relative} is not absolute; give it as the engine sees it, such as {PackagedFolder}");
        }
    }

    /// <summary>
    /// Whether a file that has the name of this project's is another project's: it says so, and is not only broken.
    /// </summary>
    internal static bool IsForeign(HooksFolderFile? file) => file is { HookPath: not null, NamesThisHook: false };
}
