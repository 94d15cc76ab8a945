using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Finds what the init holds on some mounts at or below the root: descriptors, its working directory, its root directory.
/// </summary>
internal static class DescriptorObserver
{
    private const int MaxFdInfoBytes = 64 * 1024;
    private const int UsualFdInfoBytes = 512;

    internal static List<MountDescriptorFact> Observe(ProcessFolder init, RootFacts root, IReadOnlySet<int> mounts)
    {
        var found = new List<MountDescriptorFact>();
        foreach (var number in init.Descriptors())
        {
            var name = $"fd/{number}";
            if (TryGetStatus(init, name) is not { } status || !mounts.Contains(status.MountId))
                continue;

            var info = FdInfo.Parse(init.Read($"fdinfo/{number}", MaxFdInfoBytes, UsualFdInfoBytes));
            var isFound = TryGetRelativePath(init, name, root, out var path);
            found.Add(new MountDescriptorFact(
                status.MountId,
                new DescriptorFact.Numbered(number, info.Flags, path, isFound && status.IsDirectory)
                {
                    // crun holds one on each volume, be it a file, that it makes read-only after the hooks.
                    IsPlaceOfFile = isFound && !status.IsDirectory && (info.Flags & OpenFlags.Path) != 0,
                }));
        }

        if (init.StatusOf("cwd").MountId is var workingDirectory && mounts.Contains(workingDirectory))
        {
            found.Add(TryGetRelativePath(init, "cwd", root, out var path)
                ? new MountDescriptorFact(workingDirectory, new DescriptorFact.WorkingDirectory(path))
                : throw new LinuxException(
                    Errno.None, "search of the init's working directory", $"{path} is not below the rootfs"));
        }

        if (init.StatusOf("root").MountId is var rootDirectory && mounts.Contains(rootDirectory))
        {
            TryGetRelativePath(init, "root", root, out var path);
            found.Add(new MountDescriptorFact(rootDirectory, new DescriptorFact.RootDirectory(path)));
        }

        return found;
    }

    /// <summary>Null for a descriptor that was closed since the listing.</summary>
    private static FileStatus? TryGetStatus(ProcessFolder init, string name)
    {
        try
        {
            return init.StatusOf(name);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            return null;
        }
    }

    /// <summary>
    /// The path below the root; where it is not below it (unlinked, or hidden by another mount), the whole path and false.
    /// </summary>
    private static bool TryGetRelativePath(ProcessFolder init, string name, RootFacts root, out string path)
    {
        var link = init.LinkOf(name);
        if (link == root.Path)
        {
            path = string.Empty;
            return true;
        }

        var isBelow = link.StartsWith(root.Path + '/', StringComparison.Ordinal);
        path = isBelow ? link[(root.Path.Length + 1)..] : link;
        return isBelow;
    }
}
