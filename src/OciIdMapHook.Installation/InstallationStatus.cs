using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>What is installed below a root directory.</summary>
/// <param name="Root">The root directory.</param>
/// <param name="ToolVersion">The version that the hook should have.</param>
/// <param name="Hook">The executable.</param>
/// <param name="Files">This project's file in each hooks.d folder, what has Podman read its own, and whatever else names the hook
/// in a folder that engines read.</param>
public sealed record InstallationStatus(
    string Root, string ToolVersion, InstalledHook Hook, IReadOnlyList<InstalledHookFile> Files)
{
    /// <summary>Engines that read these folders run this version of the hook.</summary>
    public bool IsWhole => Hook.Problem is null && Files.All(file => file.Problem is null);

    /// <exception cref="OperationException">It cannot be looked at.</exception>
    public static InstallationStatus Observe(InstallationPlace place)
    {
        place.Check();
        using var root = HostRoot.Open(place.Root);
        try
        {
            return new InstallationStatus(
                place.Root,
                HookVersion.OfThisTool,
                InstalledHook.Observe(root),
                [
                    .. place.Files.Select(file => InstalledHookFile.Observe(root, file.Folder, file.File)),
                    .. place.HasPrecreate && PodmanDropIn.Observe(root, place) is { } dropIn
                        ? [dropIn]
                        : Array.Empty<InstalledHookFile>(),
                    .. InstalledHookFile.Others(root, place),
                ]);
        }
        catch (LinuxException exception)
        {
            throw new OperationException(
                $"what is installed below {place.Root} cannot be looked at: {exception.Message}", exception);
        }
    }
}
