using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>
/// A folder that is a file system of its own: in memory, or an image on a loop device. It is mounted for one run only, in the
/// mount namespace of that, whose end releases the device too.
/// </summary>
internal sealed partial class FileSystemRoot(string type) : RootKind
{
    public bool IsWritable => type is not ("squashfs" or "erofs");

    public override string ToString() => type;

    internal override async Task<Container> CreateAsync(WorkFolder folder)
    {
        var source = await RootFolder.CreateAsync(folder);
        await MakeImageAsync(source, Image(folder));
        var root = folder.Folder("mounted");
        return new Container(root)
        {
            ReadOnlyRoot = !IsWritable,
            Preparation = type == "tmpfs"
                ? $"mount -t tmpfs -o mode=0755 tmpfs {root}; cp -a {source}/. {root}/"
                : Mount(folder, root),
        };
    }

    /// <summary>An overlay whose lower and upper layers are folders of the file system.</summary>
    public async Task<Container> CreateOverlayAsync(WorkFolder folder)
    {
        var container = await CreateAsync(folder);
        var layers = Path.Combine(container.Rootfs, "layers");
        var merged = folder.Folder("merged");
        return new Container(merged)
        {
            Preparation = $"""
                {container.Preparation}
                mkdir -p {layers}/lower {layers}/upper {layers}/work
                cp -a {folder.Folder("rootfs")}/. {layers}/lower/
                mount -t overlay overlay -o lowerdir={layers}/lower,upperdir={layers}/upper,workdir={layers}/work {merged}
                """,
        };
    }

    /// <summary>The owners of files, read from the image itself after the container has ended.</summary>
    public async Task<IReadOnlyList<string>> OwnersOnDiskAsync(WorkFolder folder, params string[] paths)
    {
        var root = folder.Folder("mounted");
        var script = $"{Mount(folder, root)}; cd {root}; stat -c %u:%g {string.Join(' ', paths)}";
        return (await HostCommand.RunAsync(Repository.EnvironmentScript("enter.sh"), "host", "--", "/bin/sh", "-e", "-c", script))
            .Succeeded().Lines;
    }

    internal override string OnDisk(Container container, string path) =>
        throw new NotSupportedException("It is not mounted where the host could look: ask for OwnersOnDiskAsync.");

    /// <remarks>Loop devices are numbered as they come.</remarks>
    internal override IReadOnlyList<string> Comparable(MountTable mounts) =>
        [.. mounts.Comparable.Select(line => LoopDevice().Replace(line, "(device)"))];

    internal override void IsRemapped(Container container, MountTable mounts)
    {
        Assert.That(mounts.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint), Is.EqualTo(["/"]));
        Assert.That(mounts.Root.FileSystem, Is.EqualTo(type));
    }

    private static string Image(WorkFolder folder) => Path.Combine(folder.FullPath, "image");

    private string Mount(WorkFolder folder, string root) =>
        $"mount -t {type} -o loop{(IsWritable ? "" : ",ro")} {Image(folder)} {root}";

    private async Task MakeImageAsync(string source, string image)
    {
        var make = type switch
        {
            "tmpfs" => "",
            "squashfs" => $"mksquashfs {source} {image} -quiet -no-progress",
            "erofs" => $"mkfs.erofs --quiet {image} {source}",
            // Sparse; xfs does not go below 300 MiB.
            "ext4" => $"truncate -s 400M {image}; mkfs.ext4 -q {image}; {Fill(source, image)}",
            "xfs" => $"truncate -s 400M {image}; mkfs.xfs -q {image}; {Fill(source, image)}",
            "btrfs" => $"truncate -s 400M {image}; mkfs.btrfs -q {image}; {Fill(source, image)}",
            _ => throw new NotSupportedException($"Nothing here makes a {type}"),
        };
        await HostCommand.ReadAsync(Repository.EnvironmentScript("enter.sh"), "host", "--", "/bin/sh", "-e", "-c", make);
    }

    private string Fill(string source, string image) => $"mount -t {type} -o loop {image} /mnt; cp -a {source}/. /mnt/";

    [GeneratedRegex("/dev/loop[0-9]+")]
    private static partial Regex LoopDevice();
}
