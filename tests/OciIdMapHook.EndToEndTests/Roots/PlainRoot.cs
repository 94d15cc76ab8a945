using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>A folder.</summary>
internal class PlainRoot : RootKind
{
    public override string ToString() => "plain";

    internal override async Task<Container> CreateAsync(WorkFolder folder) => new(await RootFolder.CreateAsync(folder));

    internal override string OnDisk(Container container, string path) => Path.Combine(container.Rootfs, path.TrimStart('/'));

    internal override void IsRemapped(Container container, MountTable mounts)
    {
        // A read-only path of the rootfs is a mount of the remapped root, made after the hook. Where the host's own root is a
        // folder of its file system (a subvolume, a bind mount), paths in that begin further out than the host's.
        var rootfs = $"/{Path.GetFileName(Path.GetDirectoryName(container.Rootfs))}/{Path.GetFileName(container.Rootfs)}/";
        Assert.That(
            mounts.Mounts.Where(mount => mount.IsIdMapped),
            Is.EqualTo(mounts.Mounts.Where(mount => $"{mount.Root}/".Contains(rootfs, StringComparison.Ordinal))));
        Assert.That(mounts.Root.IsIdMapped, Is.True);
    }
}
