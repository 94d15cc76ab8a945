using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Images;

/// <summary>The images whose number of files is what is measured. Making them keeps the disk busy.</summary>
internal sealed record ImageSet
{
    // Less than most files of an image have, which favours the chown: an overlay copies them up.
    private const int BytesPerFile = 1024;

    private static readonly int[] Counts = [10, 100, 1000, 10_000, 50_000];

    public required Image Debian { get; init; }

    /// <summary>From few files to many; what they are plotted by.</summary>
    public required IReadOnlyList<Image> Growing { get; init; }

    /// <summary>Empty files, so that the disk is not busy for long with what nothing reads.</summary>
    public required Image Largest { get; init; }

    public static async Task<ImageSet> MakeAsync(RunFolder work)
    {
        var growing = new List<Image>();
        foreach (var count in Counts)
            growing.Add(await Image.OfFilesAsync(work, count, BytesPerFile));
        return new ImageSet
        {
            Debian = await Image.DebianAsync(),
            Growing = growing,
            Largest = await Image.OfFilesAsync(work, 200_000, bytesPerFile: 0),
        };
    }
}
