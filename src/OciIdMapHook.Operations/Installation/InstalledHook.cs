using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Installation;

/// <summary>The executable of the hook.</summary>
/// <param name="Path">Where it should be, as engines see it.</param>
/// <param name="Version">What it says of itself; null where there is none that runs.</param>
/// <param name="Problem">Why it is not as it should be; null where it is.</param>
public sealed record InstalledHook(string Path, string? Version, string? Problem)
{
    private const int ExecutableMode = 0x1ED; // 0755

    internal static InstalledHook Observe(HostRoot root)
    {
        const string path = HookExecutable.InstalledPath;
        using var folder = root.FolderIfThere(System.IO.Path.GetDirectoryName(path)!);
        var file = folder is null ? null : new FolderFile(folder, System.IO.Path.GetDirectoryName(path)!, HookFile.HookName);
        if (file?.Observe() is not { } facts)
            return new InstalledHook(path, null, "it is not there");
        if (facts.ProblemWithAccess(ExecutableMode) is { } problem)
            return new InstalledHook(path, null, problem);
        try
        {
            var version = HookVersion.Of(PathTo(file), path);
            return new InstalledHook(path, version, version == HookVersion.OfThisTool
                ? null
                : $"it is version {version}, and this tool is {HookVersion.OfThisTool}");
        }
        catch (OperationException exception)
        {
            return new InstalledHook(path, null, exception.Message);
        }
    }

    /// <returns>The version of what is there; null where it is no hook that runs.</returns>
    internal static string? TryVersion(FolderFile file)
    {
        try
        {
            return HookVersion.Of(PathTo(file), file.FullPath);
        }
        catch (OperationException)
        {
            return null;
        }
    }

    /// <remarks>By the open folder: below another root its path is not this process's.</remarks>
    private static string PathTo(FolderFile file) => $"/proc/{Environment.ProcessId}/fd/{file.Folder.Number}/{file.Name}";
}
