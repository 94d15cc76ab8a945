using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.Installation;

/// <summary>
/// The containers.conf file that has Podman read the folder of its own stage. It names all folders, for Podman before 4.8 knows
/// no appending: where an earlier file names others, it would take them away, and is not put there.
/// </summary>
internal static class PodmanDropIn
{
    private const int FileMode = 0x1A4; // 0644

    internal static string Folder => ContainersConf.DropIns;

    internal static string FileName { get; } = Path.GetFileName(ContainersConf.Ours);

    internal static ReadOnlyMemory<byte> Content { get; } = ShippedFile.Read("containers.conf");

    /// <returns>The file whose hooks_dir it would take the place of; null where it is needed.</returns>
    internal static string? Overridden(InstallationPlace place)
    {
        using var root = new RootFiles(place.Root);
        return ContainersConf.Overridden(root);
    }

    /// <summary>Whether a file that has its name is somebody else's.</summary>
    internal static bool IsForeign(FileFacts facts) =>
        facts.Status.IsRegular && facts.Content.Length > 0
        && !Encoding.UTF8.GetString(facts.Content.Span).Contains(HooksFolders.Podmans, StringComparison.Ordinal);

    /// <summary>
    /// Whether the administrator has added a folder to it: it names this project's all the same, and theirs would be lost.
    /// </summary>
    internal static bool HasOtherFolders(FileFacts facts)
    {
        try
        {
            return facts.Status.IsRegular && !IsForeign(facts)
                && HooksFolders.OfPodmanIn(TomlFile.Parse(Encoding.UTF8.GetString(facts.Content.Span), FileName)) is { } array
                && array.Contains(HooksFolders.Podmans)
                && array.OfType<string>().Any(folder => folder is not (HooksFolders.Default or HooksFolders.Podmans));
        }
        catch (DocumentException)
        {
            return false; // Podman fails at it
        }
    }

    /// <returns>Null where it is neither there nor to be there.</returns>
    internal static InstalledHookFile? Observe(HostRoot root, InstallationPlace place)
    {
        using var folder = root.FolderIfThere(Folder);
        var facts = folder is null ? null : new FolderFile(folder, Folder, FileName).Observe();
        var problem = Overridden(place) is { } overridden
            ? facts is null ? null : $"it takes the place of hooks_dir of {overridden}"
            : Problem(facts);
        return facts is null && problem is null ? null : new InstalledHookFile(ContainersConf.Ours, problem);
    }

    private static string? Problem(FileFacts? facts)
    {
        if (facts is null)
            return "it is not there";
        if (facts.ProblemWithAccess(FileMode) is { } problem)
            return problem;
        if (facts.Holds(Content) || HasOtherFolders(facts))
            return null;
        return IsForeign(facts) ? "it is not this project's" : "it is not the file that this version installs";
    }
}
