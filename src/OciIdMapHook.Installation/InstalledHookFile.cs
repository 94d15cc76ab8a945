namespace OciIdMapHook.Installation;

/// <summary>A hooks.d file that names the hook, or what has one read.</summary>
/// <param name="Path">The file, as engines see it.</param>
/// <param name="Problem">Why it is not as it should be; null where it is.</param>
public sealed record InstalledHookFile(string Path, string? Problem)
{
    private const int FileMode = 0x1A4; // 0644

    internal static InstalledHookFile Observe(HostRoot root, string folderPath, ShippedHookFile shipped)
    {
        using var folder = root.FolderIfThere(folderPath);
        var path = System.IO.Path.Combine(folderPath, shipped.FileName);
        if (folder is null || new FolderFile(folder, folderPath, shipped.FileName).Observe() is not { } facts)
            return new InstalledHookFile(path, "it is not there");
        if (facts.ProblemWithAccess(FileMode) is { } problem)
            return new InstalledHookFile(path, problem);
        if (facts.Holds(shipped.Content))
            return new InstalledHookFile(path, null);
        var content = HookFile.Read(facts.Content);
        var elsewhere = shipped == ShippedHookFile.Precreate ? [] : HookFileRules.OutsidePodman(content.Stages);
        return new InstalledHookFile(path, content switch
        {
            { HookPath: not null, NamesThisHook: false } => $"it is another project's: it names {content.HookPath}",
            { Violations: [var violation, ..] } => violation.Sentence,
            _ when elsewhere.FirstOrDefault() is { } violation => violation.Sentence,
            _ => "it is not the file that this version installs",
        });
    }

    /// <summary>Files of other names or folders that name the hook as it is installed.</summary>
    internal static IEnumerable<InstalledHookFile> Others(HostRoot root, InstallationPlace place) =>
        from folder in place.FoldersInUse
        from file in HooksFolder.Read(root.Descriptor, folder).Entries
        where file.HookPath == HookExecutable.InstalledPath
        where !place.Files.Any(own => own.Folder == folder && own.File.FileName == file.Name)
        let violations = folder == HooksFolders.Podmans ? file.Violations : file.ViolationsOutsidePodman
        select new InstalledHookFile(file.FullPath, violations.FirstOrDefault()?.Sentence);
}
