using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>The executable of the hook.</summary>
/// <param name="Path">Where it should be, as engines see it.</param>
/// <param name="Version">By the note in it; null where it has none.</param>
/// <param name="Problem">Why it is not as it should be; null where it is.</param>
public sealed record InstalledHook(string Path, string? Version, string? Problem)
{
    private const int ExecutableMode = 0x1ED; // 0755

    internal static InstalledHook Observe(HostRoot root)
    {
        const string Place = HookExecutable.InstalledPath;
        using var folder = root.FolderIfThere(System.IO.Path.GetDirectoryName(Place)!);
        var file = folder is null ? null : new FolderFile(folder, System.IO.Path.GetDirectoryName(Place)!, HookFile.HookName);
        if (file?.Observe() is not { } facts)
            return new InstalledHook(Place, null, "it is not there");
        if (facts.ProblemWithAccess(ExecutableMode) is { } problem)
            return new InstalledHook(Place, null, problem);
        if (ProblemWithPlace(file) is { } forbidden)
            return new InstalledHook(Place, null, forbidden);
        try
        {
            var version = HookVersion.Of(facts.Content.Span, Place);
            return new InstalledHook(Place, version, version == HookVersion.OfThisTool
                ? null
                : $"it is version {version}, and this tool is {HookVersion.OfThisTool}");
        }
        catch (OperationException exception)
        {
            return new InstalledHook(Place, null, exception.Message);
        }
    }

    /// <returns>Why nothing in its folder can be run; null where that is not so.</returns>
    internal static string? ProblemWithPlace(FolderFile file) => Files.IsNoExec(file.Folder)
        ? $"it cannot be run: {file.FolderPath} is on a file system that is mounted noexec; mount it with exec"
        : null;
}
