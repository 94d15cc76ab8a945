using System.Globalization;
using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Images;

/// <summary>A folder that belongs to the host's root, as an image was unpacked.</summary>
/// <param name="Name">What is in it.</param>
/// <param name="Folder">Where.</param>
/// <param name="Files">How many; of a real image with its folders and links, all of which a chown must visit.</param>
/// <param name="Bytes">On disk.</param>
internal sealed record Image(string Name, string Folder, int Files, long Bytes)
{
    /// <summary>What a container's mounts are mounted on.</summary>
    private static readonly string[] MountPoints = ["proc", "dev", "sys", "run"];

    private const int FilesPerFolder = 100;

    public static async Task<Image> BusyBoxAsync(RunFolder work)
    {
        var folder = work.Folder("busybox");
        await MeasuredCommand.ReadAsync(Repository.EnvironmentScript("rootfs.sh"), folder);
        return await ObserveAsync("busybox", folder);
    }

    /// <summary>The tree that the end-to-end tests use: debootstrap's minbase and container engines.</summary>
    /// <remarks>Only ever a lower layer here: nobody writes to it.</remarks>
    public static async Task<Image> DebianAsync() => await ObserveAsync(
        "Debian 13 with Podman and containerd",
        await MeasuredCommand.ReadAsync(Repository.EnvironmentScript("tree.sh"), "trixie"));

    /// <summary>So many files, in folders of a hundred.</summary>
    public static async Task<Image> OfFilesAsync(RunFolder work, int count, int bytesPerFile)
    {
        var folder = work.Folder(string.Create(CultureInfo.InvariantCulture, $"{count}-files"));
        Fill(folder, count, bytesPerFile);
        var name = string.Create(CultureInfo.InvariantCulture, $"{count:N0} files");
        return await ObserveAsync(name, folder) with { Files = count };
    }

    private static void Fill(string folder, int count, int bytesPerFile)
    {
        foreach (var name in MountPoints)
            Directory.CreateDirectory(Path.Combine(folder, name));
        var content = new byte[bytesPerFile];
        for (var first = 0; first < count; first += FilesPerFolder)
        {
            var part = Directory.CreateDirectory(Path.Combine(folder, $"folder-{first / FilesPerFolder}")).FullName;
            for (var number = first; number < Math.Min(first + FilesPerFolder, count); number++)
                File.WriteAllBytes(Path.Combine(part, $"file-{number}"), content);
        }
    }

    private static async Task<Image> ObserveAsync(string name, string folder)
    {
        var files = await UsageAsync("--inodes", folder);
        return new Image(name, folder, (int)files, await UsageAsync("--block-size=1", folder));
    }

    private static async Task<long> UsageAsync(string what, string folder)
    {
        var printed = await MeasuredCommand.ReadAsync("du", "--summarize", "--one-file-system", what, folder);
        return long.Parse(printed.Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
