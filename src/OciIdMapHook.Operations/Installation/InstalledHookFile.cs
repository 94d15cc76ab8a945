using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Installation;

/// <summary>A hooks.d file that names the hook.</summary>
/// <param name="Path">The hooks.d file, as engines see it.</param>
/// <param name="Problem">Why it is not as it should be; null where it is.</param>
public sealed record InstalledHookFile(string Path, string? Problem)
{
    private const int FileMode = 0x1A4; // 0644

    internal static InstalledHookFile Observe(HostRoot root, string folderPath)
    {
        using var folder = root.FolderIfThere(folderPath);
        var path = System.IO.Path.Combine(folderPath, ShippedHookFile.FileName);
        if (folder is null || new FolderFile(folder, folderPath, ShippedHookFile.FileName).Observe() is not { } facts)
            return new InstalledHookFile(path, "it is not there");
        if (facts.ProblemWithAccess(FileMode) is { } problem)
            return new InstalledHookFile(path, problem);
        if (facts.Holds(ShippedHookFile.Content))
            return new InstalledHookFile(path, null);
        var content = HookFile.Read(facts.Content);
        return new InstalledHookFile(path, content switch
        {
            { HookPath: not null, NamesThisHook: false } => $"it is another project's: it names {content.HookPath}",
            { Violations: [var violation, ..] } => violation.Sentence,
            _ => "it is not the file that this version installs",
        });
    }

    /// <summary>Files of other names or folders that name the hook as it is installed.</summary>
    internal static IEnumerable<InstalledHookFile> Others(HostRoot root, InstallationPlace place) =>
        from folder in place.FoldersInUse
        from file in HooksFolder.Read(root.Descriptor, folder).Entries
        where file.HookPath == HookExecutable.InstalledPath
        where file.Name != ShippedHookFile.FileName || !place.Folders.Contains(folder)
        select new InstalledHookFile(file.FullPath, file.Violations is [var violation, ..] ? violation.Sentence : null);
}
