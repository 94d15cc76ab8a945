using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>A rootfs of busybox in a plain folder.</summary>
internal static class RootFolder
{
    /// <summary>Owned by the host's root, as an image was unpacked.</summary>
    public static async Task<string> CreateAsync(WorkFolder folder)
    {
        var path = folder.Folder("rootfs");
        await HostCommand.ReadAsync(Repository.EnvironmentScript("rootfs.sh"), path);
        return path;
    }

    /// <summary>All of it owned by one other user and group.</summary>
    public static async Task<string> CreateOwnedByAsync(WorkFolder folder, uint id)
    {
        var path = await CreateAsync(folder);
        await HostCommand.ReadAsync("chown", "--recursive", "--no-dereference", $"{id}:{id}", path);
        return path;
    }
}
