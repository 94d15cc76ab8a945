using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Where Podman has the rootfs of a container that it is about to hand to the runtime.</summary>
/// <param name="Path">Null where the container is of an image, whose layers Podman has made right.</param>
/// <param name="Runtime">Which runtime it will be.</param>
/// <param name="NeededFolder">The working directory, where Podman gives up if it is missing; null where it makes it, or is not asked.</param>
internal sealed record PodmanRoot(string? Path, RuntimeHabits Runtime, string? NeededFolder)
{
    private const string Merged = "/rootfs/merge"; // overlay.GenerateStructure of common or buildah

    /// <summary>It is the overlay that Podman makes for <c>--rootfs DIR:O</c>.</summary>
    internal bool IsEnginesOverlay => Path is not null && Path.EndsWith(Merged, StringComparison.Ordinal)
        && PodmanDatabase.IdOf(Path[..^Merged.Length] + PodmanDatabase.BundleName) is not null;

    // getRootPathForOCI in libpod/container_internal_linux.go.
    private const string Placeholder = "/intermediate-mountpoint-";

    /// <param name="config">The configuration on standard input.</param>
    /// <param name="bundle">The working directory.</param>
    /// <exception cref="LinuxException">The engine cannot be looked at.</exception>
    /// <exception cref="DocumentException">There is no root.path, or Podman's database cannot be read.</exception>
    internal static PodmanRoot Find(OciConfig config, string bundle)
    {
        var path = new Bundle(bundle, config).RootPath(new OciState { Id = bundle, Pid = 0, Bundle = bundle });
        var container = PodmanDatabase.IdOf(bundle) is { } id ? PodmanDatabase.Find(id) : null;
        var runtime = RuntimeHabits.Of(container?.Runtime);
        var needed = container is { MakesWorkingDirectory: false } ? container.WorkingDirectory : null;
        if (!path.Contains(Placeholder, StringComparison.Ordinal))
            return new PodmanRoot(path, runtime, needed);

        return container is null
            ? throw new DocumentException($"the rootfs is not mounted at {Printable.Text(path)} yet, and Podman's database does not tell where it is")
            : new PodmanRoot(container.IsOverlay ? $"{bundle[..bundle.LastIndexOf('/')]}{Merged}" : container.Rootfs, runtime, needed);
    }
}
