using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// User namespaces for the maps of volumes: most have the root's maps, or those of the volume before. No more than that is kept, so that
/// any number of different maps takes few descriptors.
/// </summary>
internal sealed class UserNamespaceCache : IDisposable
{
    private readonly RemapPlan? root;
    private readonly FileDescriptor? rootNamespace;
    private IdMap? uids;
    private IdMap? gids;
    private FileDescriptor? made;

    /// <param name="root">The root's plan; null where it is not remapped.</param>
    /// <param name="rootNamespace">The user namespace with the root's maps, which stays the caller's.</param>
    internal UserNamespaceCache(RemapPlan? root, FileDescriptor? rootNamespace)
    {
        this.root = root;
        this.rootNamespace = rootNamespace;
    }

    /// <summary>The namespace with these maps, which stays the cache's and is good until the next one is asked for.</summary>
    /// <exception cref="LinuxException">The kernel makes none.</exception>
    internal FileDescriptor Get(IdMap wantedUids, IdMap wantedGids)
    {
        if (rootNamespace is not null && wantedUids.Equals(root?.UidMap) && wantedGids.Equals(root?.GidMap))
            return rootNamespace;
        if (made is not null && wantedUids.Equals(uids) && wantedGids.Equals(gids))
            return made;

        made?.Dispose();
        made = UserNamespace.Create(wantedUids.ToKernelText(), wantedGids.ToKernelText());
        (uids, gids) = (wantedUids, wantedGids);
        return made;
    }

    public void Dispose() => made?.Dispose();
}
