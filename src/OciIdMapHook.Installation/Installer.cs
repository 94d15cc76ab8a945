using static OciIdMapHook.Installation.InstallationAction;

namespace OciIdMapHook.Installation;

/// <summary>
/// Installs and uninstalls the hook so that no hooks.d file is ever without its executable, whenever the process is killed: the
/// executable comes first and goes last. A step that fails has all before it undone.
/// </summary>
public static class Installer
{
    private const int ExecutableMode = 0x1ED; // 0755
    private const int FileMode = 0x1A4; // 0644

    /// <param name="place">Where.</param>
    /// <param name="hook">The executable.</param>
    /// <param name="force">Replaces another project's file that has the name of this one's.</param>
    /// <returns>What became of each file; nothing is touched that is right.</returns>
    /// <exception cref="OperationException">It could not be done; all is as before.</exception>
    public static IReadOnlyList<InstallationStep> Install(InstallationPlace place, HookExecutable hook, bool force = false)
    {
        using var open = OpenPlace.Open(place, make: true);
        if (!force)
            CheckThatNoneIsForeign(open);
        return Transaction.Run("installed", transaction =>
        [
            InstallHook(open.Hook!, hook, transaction),
            .. open.Files.Select(file => InstallFile(file.File, file.Shipped.Content, transaction)),
            .. place.HasPrecreate ? [InstallDropIn(open, transaction)] : Array.Empty<InstallationStep>(),
        ]);
    }

    /// <returns>What became of each file.</returns>
    /// <exception cref="OperationException">It could not be done; all is as before.</exception>
    public static IReadOnlyList<InstallationStep> Uninstall(InstallationPlace place)
    {
        using var open = OpenPlace.Open(place, make: false);
        CheckThatNoFileIsLeft(open);
        return Transaction.Run("uninstalled", transaction =>
        [
            .. open.DropIn is { } dropIn
                ? [IsToStay(dropIn) ? new InstallationStep(dropIn.FullPath, LeftToItsOwner) : Remove(dropIn, transaction)]
                : Array.Empty<InstallationStep>(),
            .. open.Files.Select(file => open.IsForeign(file.File)
                ? new InstallationStep(file.File.FullPath, LeftToItsOwner)
                : Remove(file.File, transaction)),
            open.Hook is null ? new InstallationStep(HookExecutable.InstalledPath, Absent) : Remove(open.Hook, transaction),
        ]);
    }

    private static void CheckThatNoneIsForeign(OpenPlace open)
    {
        if (open.Files.Select(file => file.File).FirstOrDefault(open.IsForeign) is { } foreign)
        {
            throw new OperationException(
                $"{foreign.FullPath} is not this project's: it names another hook; rename it, or replace it with --force");
        }
        if (open.Overridden is null && open.DropIn is { } dropIn && IsForeignDropIn(dropIn))
        {
            throw new OperationException(
                $"{dropIn.FullPath} is not this project's: it does not name its folder; rename it, or replace it with --force");
        }
    }

    private static bool IsForeignDropIn(FolderFile dropIn) => dropIn.Observe() is { } facts && PodmanDropIn.IsForeign(facts);

    private static bool IsToStay(FolderFile dropIn) =>
        dropIn.Observe() is { } facts && (PodmanDropIn.IsForeign(facts) || PodmanDropIn.HasOtherFolders(facts));

    private static InstallationStep InstallHook(FolderFile file, HookExecutable hook, Transaction transaction)
    {
        var there = file.Observe();
        if (there is not null && IsRight(file, there, hook))
            return new InstallationStep(file.FullPath, Kept);
        if (InstalledHook.ProblemWithPlace(file) is { } problem)
            throw new OperationException(problem);
        transaction.Carry(() => FileChange.Put(file, hook.Content, ExecutableMode));
        return new InstallationStep(file.FullPath, there is null ? Installed : Replaced);
    }

    /// <remarks>
    /// Where the hook was read at this very place, another one there may be its packager's new one: it is not put back.
    /// </remarks>
    private static bool IsRight(FolderFile file, FileFacts there, HookExecutable hook)
    {
        if (there.ProblemWithAccess(ExecutableMode) is not null)
            return false;
        if (there.Holds(hook.Content))
            return true;
        if (!hook.IsInPlace)
            return false;
        var version = HookNote.Version(there.Content.Span);
        return version is null || version == HookVersion.OfThisTool
            ? version is not null
            : throw new OperationException(
                $"{file.FullPath} has become version {version} and this tool is {HookVersion.OfThisTool}; restart it as that "
                + "version");
    }

    private static InstallationStep InstallDropIn(OpenPlace open, Transaction transaction)
    {
        if (open.Overridden is null)
        {
            var edited = open.DropIn!.Observe() is { } facts && PodmanDropIn.HasOtherFolders(facts)
                ? facts.Content
                : PodmanDropIn.Content;
            return InstallFile(open.DropIn, edited, transaction);
        }

        return open.DropIn is { } dropIn && dropIn.Observe() is not null && !IsToStay(dropIn)
            ? Remove(dropIn, transaction)
            : new InstallationStep(ContainersConf.Ours, LeftToTheAdministrator);
    }

    private static InstallationStep InstallFile(FolderFile file, ReadOnlyMemory<byte> content, Transaction transaction)
    {
        var there = file.Observe();
        if (there is not null && there.ProblemWithAccess(FileMode) is null && there.Holds(content))
            return new InstallationStep(file.FullPath, Kept);
        transaction.Carry(() => FileChange.Put(file, content, FileMode));
        return new InstallationStep(file.FullPath, there is null ? Installed : Replaced);
    }

    private static InstallationStep Remove(FolderFile file, Transaction transaction)
    {
        if (file.Observe() is null)
            return new InstallationStep(file.FullPath, Absent);
        transaction.Carry(() => FileChange.Take(file));
        return new InstallationStep(file.FullPath, Removed);
    }

    private static void CheckThatNoFileIsLeft(OpenPlace open)
    {
        var left =
            from folder in open.Place.FoldersInUse
            from file in open.Read(folder).Entries
            where file.HookPath == HookExecutable.InstalledPath
            where !open.Files.Any(removed => removed.File.FullPath == file.FullPath)
            select file.FullPath;
        if (left.FirstOrDefault() is { } path)
        {
            throw new OperationException(
                $"{path} would be left without its executable; name its folder with --dir, or remove the file first");
        }
    }
}
