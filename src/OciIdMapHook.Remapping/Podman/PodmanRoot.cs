using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Where Podman has the rootfs of a container that it is about to hand to the runtime.</summary>
/// <param name="Path">Null where the container is of an image, whose layers Podman has made right.</param>
/// <param name="Runtime">Which runtime it will be.</param>
/// <param name="NeededFolder">The working directory, where Podman gives up if it is missing; null where it makes it, or is not
/// asked.</param>
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
        var isThere = !path.Contains(Placeholder, StringComparison.Ordinal);
        var container = PodmanDatabase.IdOf(bundle) is { } id ? Look(bundle, id, isOptional: isThere) : null;
        if (!isThere && container is null)
        {
            throw new DocumentException(
                $"the rootfs is not mounted at {Printable.Text(path)} yet, and Podman's database does not tell where it is");
        }

        return new PodmanRoot(
            isThere ? path : container!.IsOverlay ? OverlayOf(bundle, container.Id) : container.Rootfs,
            RuntimeHabits.Of(container?.Runtime),
            container is { MakesWorkingDirectory: false } ? container.WorkingDirectory : null);
    }

    /// <summary>In the folder of the storage, whatever driver that has: the bundle is in one named after it.</summary>
    private static string OverlayOf(string bundle, string id) =>
        $"{PodmanBoltDatabase.StorageOf(bundle)}/overlay-containers/{id}{Merged}";

    private static PodmanContainer? Look(string bundle, string id, bool isOptional)
    {
        try
        {
            return PodmanDatabase.Find(id) ?? PodmanBoltDatabase.Find(bundle, id);
        }
        catch (Exception exception)
            when (isOptional && exception is (LinuxException or DocumentException or InvalidDataException))
        {
            return null; // of an older Podman, say: the rootfs is known without
        }
    }
}
