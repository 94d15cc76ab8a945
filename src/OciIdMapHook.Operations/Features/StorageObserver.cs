using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations.Features;

/// <summary>Finds out whether a folder's mount can be idmapped by idmapping a detached copy of it.</summary>
internal static class StorageObserver
{
    /// <param name="path">As it is configured or was named.</param>
    /// <param name="place">Where it is on this machine: below another root, or the same.</param>
    /// <param name="users">Whose containers lie there.</param>
    internal static StorageFacts Observe(string path, string place, string? users)
    {
        string? triedInstead = null;
        string? type = null;
        var isMountRoot = false;
        var name = Printable.Text(path);
        var trial = Trial.Of(() =>
        {
            using var file = OpenNearest(place, mayBeMissing: users is not null, out triedInstead);
            var status = Files.Status(file);
            isMountRoot = status.IsMountRoot;
            type = TypeOfMount(status.MountId);
            using var userNamespace = TrialNamespace.Create();
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
            Trial = trial,
        };
    }

    private static FileDescriptor OpenNearest(string place, bool mayBeMissing, out string? triedInstead)
    {
        triedInstead = null;
        while (true)
        {
            var parent = Path.GetDirectoryName(place);
            if (!mayBeMissing || parent is null)
                return Files.OpenAt(FileDescriptor.WorkingDirectory, place, OpenFlags.Path);
            if (Files.OpenIfThere(place, OpenFlags.Path) is { } file)
                return file;
            place = parent;
            triedInstead = parent;
        }
    }

    private static string? TypeOfMount(int mountId)
    {
        var table = MountInfo.Parse(File.ReadAllBytes("/proc/self/mountinfo"));
        return table.FirstOrDefault(mount => mount.Id == mountId)?.FileSystemType;
    }
}
