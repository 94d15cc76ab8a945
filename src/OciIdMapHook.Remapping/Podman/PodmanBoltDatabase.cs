using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The database of before Podman 4.8, which newer ones keep where it is there. No Podman has it open while a hook runs; it lies
/// in the storage. What others write to it meanwhile are other pages: those in use are never written over.
/// </summary>
internal static class PodmanBoltDatabase
{
    private const string Place = "/libpod/bolt_state.db";
    private const int UsualBytes = 1 << 17;

    /// <param name="bundle">The container's bundle: <c>…/overlay-containers/ID/userdata</c>.</param>
    /// <returns>The folder of the storage.</returns>
    internal static string StorageOf(string bundle)
    {
        var container = bundle[..bundle.LastIndexOf('/')];
        var containers = container[..container.LastIndexOf('/')];
        return containers[..containers.LastIndexOf('/')];
    }

    /// <param name="bundle">The container's bundle.</param>
    /// <param name="id">The container's id.</param>
    /// <returns>Null where there is no such database, or it knows no such container.</returns>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="DocumentException">The database is another one.</exception>
    internal static PodmanContainer? Find(string bundle, string id)
    {
        var path = StorageOf(bundle) + Place;
        using var file = Files.OpenIfThere(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        return file is null ? null : PodmanDocuments.FindContainerInBolt(
            Files.ReadToEnd(file, path, PodmanDocuments.MaxDatabaseBytes, UsualBytes), id);
    }
}
