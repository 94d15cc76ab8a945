using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Finds out whether a folder's mount can be idmapped by idmapping a detached copy of it.</summary>
internal static class StorageObserver
{
    /// <param name="path">As the caller names it.</param>
    internal static StorageFacts ObserveNamed(string path) => Observe(
        path, users: null, (out string? triedInstead) =>
        {
            triedInstead = null;
            return Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.Path);
        });

    /// <param name="path">As it is configured.</param>
    /// <param name="root">In which root.</param>
    /// <param name="users">Whose containers lie there, or will: the nearest folder above is tried where it is not there
    /// yet.</param>
    internal static StorageFacts ObserveConfigured(string path, RootFiles root, string users) =>
        Observe(path, users, (out string? triedInstead) => OpenNearest(root, path, out triedInstead));

    private delegate FileDescriptor Opening(out string? triedInstead);

    private static StorageFacts Observe(string path, string? users, Opening open)
    {
        string? triedInstead = null;
        string? type = null;
        var (isMountRoot, isOpenToOthers) = (false, false);
        var name = Printable.Text(path);
        var probe = Probe.Of(() =>
        {
            using var file = open(out triedInstead);
            var status = Files.Status(file);
            isMountRoot = status.IsMountRoot;
            type = TypeOfMount(status.MountId);
            isOpenToOthers = users is null && IsOpenToOthers(file);
            using var userNamespace = ProbeNamespace.Create();
            using var copy = Mounts.CloneDetached(file, name);
            Mounts.SetIdMap(copy, userNamespace, name, type ?? "an unknown file system");
        });
        return new StorageFacts
        {
            Path = path,
            Users = users,
            TriedInstead = triedInstead,
            FileSystemType = type,
            IsMountRoot = isMountRoot,
            Probe = probe,
            IsOpenToOthers = isOpenToOthers,
        };
    }

    private static FileDescriptor OpenNearest(RootFiles root, string path, out string? triedInstead)
    {
        triedInstead = null;
        for (var place = path; Path.GetDirectoryName(place) is { } parent; place = triedInstead = parent)
        {
            if (root.Open(place) is { } file)
                return file;
        }

        return Files.OpenAt(root.Descriptor, ".", OpenFlags.Path);
    }

    /// <summary>False where nobody may look.</summary>
    private static bool IsOpenToOthers(FileDescriptor file)
    {
        try
        {
            return HostReach.LetsOthersRunSetUserId(file);
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    private static string? TypeOfMount(int mountId)
    {
        var table = MountInfo.Parse(File.ReadAllBytes("/proc/self/mountinfo"));
        return table.FirstOrDefault(mount => mount.Id == mountId)?.FileSystemType;
    }
}
