using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>
/// What engines make of an image for one container: an overlay with a new upper layer, with the kernel's default options.
/// Unmounted and removed when disposed.
/// </summary>
internal sealed class OverlaySnapshot : IAsyncDisposable
{
    private readonly string folder;

    private OverlaySnapshot(string folder, Bundle bundle)
    {
        this.folder = folder;
        Bundle = bundle;
    }

    /// <summary>Its rootfs is the overlay.</summary>
    public Bundle Bundle { get; }

    /// <param name="work">Where.</param>
    /// <param name="layers">Its lower layers, the topmost first.</param>
    public static OverlaySnapshot Mount(RunFolder work, params IEnumerable<string> layers)
    {
        var folder = work.NewFolder();
        var bundle = Bundle.Create(work);
        var (upper, other) = ($"{folder}/u", $"{folder}/w");
        Directory.CreateDirectory(upper);
        Directory.CreateDirectory(other);
        // mount(2): fsconfig(2) takes no more than 255 bytes at once.
        Linux.Mounts.Mount(
            "overlay", "overlay", bundle.Rootfs, isReadOnly: false,
            $"lowerdir={string.Join(':', layers)},upperdir={upper},workdir={other}");
        return new OverlaySnapshot(folder, bundle);
    }

    /// <summary>One run of a container on a snapshot of its own.</summary>
    public static async Task<MeasuredFacts> RunOnceAsync(RunFolder work, params IEnumerable<string> layers)
    {
        await using var snapshot = Mount(work, layers);
        return (await new MeasuredRun(snapshot.Bundle, Measured.Hook).RunAsync()).ThatIsRecomposed();
    }

    public async ValueTask DisposeAsync()
    {
        await MeasuredCommand.ReadAsync("umount", Bundle.Rootfs);
        Directory.Delete(Bundle.Folder, recursive: true);
        Directory.Delete(folder, recursive: true);
    }
}
