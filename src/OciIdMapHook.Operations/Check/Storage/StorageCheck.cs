using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Whether what lies in a folder can be idmapped, as was tried.</summary>
internal static class StorageCheck
{
    private const string Id = "storage-idmap";

    /// <param name="storage">What was tried.</param>
    /// <param name="kernel">What the kernel can: where it makes no user namespaces, nothing is said of a file system.</param>
    /// <param name="configuration">What the hook is to do where a file system cannot be idmapped.</param>
    internal static Finding Evaluate(StorageFacts storage, KernelFacts kernel, ConfigurationFacts configuration)
    {
        var name = Name(storage);
        if (storage.Probe.Works)
            return Finding.Ok(Id, $"{name} can be idmapped ({storage.FileSystemType})");
        if (storage.FileSystemType is null)
            return NotLookedAt(storage, name);

        if (!kernel.UserNamespace.Works || !kernel.IsPrivileged)
        {
            return Finding.Unknown(
                Id,
                $"{name} was not idmapped ({storage.FileSystemType}): {storage.Probe.Failure}",
                "whether it can be is not known",
                "run the check as root where user namespaces can be made");
        }

        return storage is { FileSystemType: "overlay", IsMountRoot: true, Users: null } ? MergedOverlay(name)
            : storage.Probe.Errno == Errno.EINVAL && configuration.SkipsUnsupported ? IsSkipped(storage, name, configuration)
            : CannotBe(storage, name);
    }

    private static Finding NotLookedAt(StorageFacts storage, string name)
    {
        var what = $"{name} could not be looked at: {storage.Probe.Failure}";
        const string Why = "whether it can be idmapped is not known";
        return storage.Probe.Errno is Errno.ENOENT or Errno.ENOTDIR
            ? Finding.Problem(Id, what, Why, "name a path that is there")
            : Finding.Unknown(Id, what, Why, "run the check as root");
    }

    private static Finding MergedOverlay(string name) => Finding.Unknown(
        Id,
        $"{name} is the merged folder of an overlay, which cannot be idmapped itself",
        "the hook idmaps its layers instead, and that depends on where they lie",
        "check the folders of its layers");

    private static Finding IsSkipped(StorageFacts storage, string name, ConfigurationFacts configuration) => Finding.Warning(
        Id,
        $"{name} cannot be idmapped: {storage.Probe.Failure}",
        $"containers whose files lie there start as without the hook: unsupportedFileSystem is skip in {configuration.Path}, and "
            + "their files are nobody's",
        "keep them on a file system that can be idmapped, such as ext4, xfs, btrfs or tmpfs");

    private static Finding CannotBe(StorageFacts storage, string name) => Finding.Problem(
        Id,
        $"{name} cannot be idmapped: {storage.Probe.Failure}",
        storage.Users is { } users
            ? $"containers of {users} whose files lie there are refused when they need the hook"
            : "containers whose files lie there are refused when they need the hook",
        storage.Probe.Errno == Errno.EINVAL
            ? "keep them on a file system that can be idmapped, such as ext4, xfs, btrfs or tmpfs"
            : "mend what the kernel says");

    private static string Name(StorageFacts storage)
    {
        var path = Printable.Text(storage.Path);
        var tried = storage.TriedInstead is { } parent
            ? $" (not there yet, so {Printable.Text(parent)} was tried)"
            : string.Empty;
        return storage.Users is { } users ? $"{path}, where {users} keeps containers{tried}," : path;
    }
}
