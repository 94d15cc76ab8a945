using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>
/// Both on overlay snapshots of an image, as containerd makes them where it chowns: each chown and each hook gets a new one.
/// </summary>
internal sealed class ImageComparisons(RunFolder work, int rounds)
{
    private const int HooksPerChown = 10;
    private const string FirstHostId = "100000";

    public async Task<ImageComparison> MeasureAsync(Image image)
    {
        var (hooks, chowns) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            chowns.Add(await TimeOfChownAsync(image));
            for (var hook = 0; hook < HooksPerChown; hook++)
                hooks.Add((await OverlaySnapshot.RunOnceAsync(work, image.Folder)).HookNanoseconds);
        }

        return new ImageComparison(image, new Samples(hooks), new Samples(chowns));
    }

    private async Task<double> TimeOfChownAsync(Image image)
    {
        // What was removed before is not to be written beside it: an overlay has each file on the disk when it has copied it up.
        await MeasuredCommand.ReadAsync("sync");
        await using var snapshot = OverlaySnapshot.Mount(work, image.Folder);
        var root = snapshot.Bundle.Rootfs;
        var time = await MeasuredCommand.ReadNumbersAsync(Measured.Yardstick("chown-go"), root, FirstHostId, FirstHostId);
        var owner = await MeasuredCommand.ReadAsync("stat", "--format=%u:%g", root, $"{root}/proc");
        return owner == $"{FirstHostId}:{FirstHostId}\n{FirstHostId}:{FirstHostId}"
            ? time.Single()
            : throw new BenchmarkException($"After the chown of {image.Name} the owners are {owner}");
    }
}
