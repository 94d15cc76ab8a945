using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>An overlay on a rootfs of busybox. It is mounted in the mount namespace of each run and goes away with it.</summary>
internal sealed record LayeredRoot(string Folder, ImmutableArray<string> Lowers)
{
    public string Options { get; init; } = "";

    public bool IsWritable { get; init; } = true;

    /// <summary>Where the mounter stands; null where it names its layers by absolute paths.</summary>
    public string? WorkingDirectory { get; init; }

    public string Upper => Path.Combine(Folder, "upper");

    public string Work => Path.Combine(Folder, "work");

    private string Merged => Path.Combine(Folder, "merged");

    /// <param name="work">Where.</param>
    /// <param name="layers">The number of lower layers; all but the lowest have a file of their own only.</param>
    public static async Task<LayeredRoot> CreateAsync(WorkFolder work, int layers = 2)
    {
        var folder = work.Folder("overlay");
        foreach (var name in new[] { "upper", "work", "merged" })
            work.Folder("overlay", name);

        var lowest = await RootFolder.CreateAsync(work);
        var others = Enumerable.Range(1, layers - 1).Select(number => work.Folder("overlay", $"layer{number}")).ToArray();
        foreach (var other in others)
            await File.WriteAllTextAsync(Path.Combine(other, $"file-of-{Path.GetFileName(other)}"), "x");

        return new LayeredRoot(folder, [.. others.Reverse(), lowest]);
    }

    public Container Container() => new(Merged)
    {
        // mount(2): mount(8) of today makes one string of the list for fsconfig(2), which takes no more than 255 bytes.
        Preparation = $"{(WorkingDirectory is null ? "" : $"cd {WorkingDirectory} && LIBMOUNT_FORCE_MOUNT2=always ")}mount -t "
            + $"overlay overlay -o lowerdir={string.Join(':', Lowers.Select(Name))}"
            + (IsWritable ? $",upperdir={Name(Upper)},workdir={Name(Work)}" : "")
            + (Options.Length > 0 ? $",{Options}" : "")
            + $" {Merged}",
    };

    private string Name(string path) => WorkingDirectory is null ? path : Path.GetRelativePath(WorkingDirectory, path);
}
