using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>A folder in which the host has mounted something: a folder, one inside that, a tmpfs.</summary>
internal sealed class RootWithHostMounts : RootKind
{
    private static readonly string[] MountPoints = ["/volume/folder", "/volume/folder/nested", "/volume/tmpfs"];

    public override string ToString() => "submounts";

    internal override async Task<Container> CreateAsync(WorkFolder folder)
    {
        var root = await RootFolder.CreateAsync(folder);
        var data = folder.Folder("data");
        Directory.CreateDirectory(Path.Combine(data, "nested"));
        return new Container(root)
        {
            Preparation = $"""
                mount --bind {data} {root}/volume/folder
                mount --bind {folder.Folder("nested")} {root}/volume/folder/nested
                mount -t tmpfs -o mode=0755 tmpfs {root}/volume/tmpfs
                """,
        };
    }

    internal override string OnDisk(Container container, string path) => Path.Combine(container.Rootfs, path.TrimStart('/'));

    /// <remarks>Podman takes the rootfs alone, with the hook and without it.</remarks>
    internal override void IsRemapped(Container container, MountTable mounts)
    {
        Assert.That(mounts.Root.IsIdMapped, Is.True);
        Assert.That(
            mounts.Mounts.Where(mount => MountPoints.Contains(mount.MountPoint)).Select(mount => mount.IsIdMapped), Is.All.True);
    }
}
