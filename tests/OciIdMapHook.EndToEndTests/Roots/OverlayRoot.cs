using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>What engines make of an image: an overlay whose upper layer takes what the container writes.</summary>
internal sealed partial class OverlayRoot : RootKind
{
    public override string ToString() => "overlay";

    internal override async Task<Container> CreateAsync(WorkFolder folder)
    {
        var lower = await RootFolder.CreateAsync(folder);
        var upper = folder.Folder("layers", "upper");
        var options = $"lowerdir={lower},upperdir={upper},workdir={folder.Folder("layers", "work")}";
        var root = folder.Folder("merged");
        return new Container(root) { Preparation = $"mount -t overlay overlay -o {options} {root}" };
    }

    internal override string OnDisk(Container container, string path) =>
        Path.Combine(Path.GetDirectoryName(container.Rootfs)!, "layers", "upper", path.TrimStart('/'));

    /// <remarks>Its layers have new names where they are idmapped.</remarks>
    internal override IReadOnlyList<string> Comparable(MountTable mounts) =>
        [.. mounts.Comparable.Select(line => OverlayOptions().Replace(line, ""))];

    internal override void IsRemapped(Container container, MountTable mounts)
    {
        Assert.That(mounts.Root.FileSystem, Is.EqualTo("overlay"));
        Assert.That(mounts.Mounts.Where(mount => mount.IsIdMapped), Is.Empty, "Its layers are, and it is not");
    }

    [GeneratedRegex(@"(?<= of overlay .*)\[[^]]*\]$")]
    private static partial Regex OverlayOptions();
}
