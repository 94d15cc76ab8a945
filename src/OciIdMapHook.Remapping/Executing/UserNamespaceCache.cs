using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// User namespaces for the maps of volumes: most have the root's maps, or those of the volume before. No more than that is kept,
/// so that any number of different maps takes few descriptors.
/// </summary>
internal sealed class UserNamespaceCache : IDisposable
{
    private readonly ObservedContainer container;
    private readonly RemapPlan? root;
    private readonly FileDescriptor? rootNamespace;
    private IdMap? uids;
    private IdMap? gids;
    private FileDescriptor? made;

    /// <param name="container">Whose init has a user namespace too.</param>
    /// <param name="root">The root's plan; null where it is not remapped.</param>
    /// <param name="rootNamespace">The user namespace with the root's maps, which stays the caller's.</param>
    internal UserNamespaceCache(ObservedContainer container, RemapPlan? root, FileDescriptor? rootNamespace)
    {
        this.container = container;
        this.root = root;
        this.rootNamespace = rootNamespace;
    }

    /// <summary>The namespace with these maps, which stays the cache's and is good until the next one is asked for.</summary>
    /// <exception cref="LinuxException">The kernel makes none, and they are not those of the init's own.</exception>
    internal FileDescriptor Get(IdMap wantedUids, IdMap wantedGids)
    {
        if (rootNamespace is not null && wantedUids.Equals(root?.UidMap) && wantedGids.Equals(root?.GidMap))
            return rootNamespace;
        if (made is not null && wantedUids.Equals(uids) && wantedGids.Equals(gids))
            return made;

        made?.Dispose();
        made = null;
        try
        {
            made = UserNamespace.Create(wantedUids.ToKernelText(), wantedGids.ToKernelText());
        }
        catch (PtraceForbiddenException forbidden)
        {
            return AreInits(wantedUids, wantedGids) ? container.UserNamespace : throw new PtraceForbiddenException(
                forbidden.Errno,
                "a volume with maps of its own needs a user namespace that is made by a child that ptrace holds");
        }

        (uids, gids) = (wantedUids, wantedGids);
        return made;
    }

    private bool AreInits(IdMap wantedUids, IdMap wantedGids) =>
        !container.Facts.Init.SharesHookUserNamespace
        && IdMap.TryCreate(container.Facts.Init.UidMap, "uid", out var initUids, out _) && wantedUids.Equals(initUids)
        && IdMap.TryCreate(container.Facts.Init.GidMap, "gid", out var initGids, out _) && wantedGids.Equals(initGids);

    public void Dispose() => made?.Dispose();
}
