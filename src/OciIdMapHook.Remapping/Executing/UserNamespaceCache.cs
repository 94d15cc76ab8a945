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
    private IdMaps? madeOf;
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
    internal FileDescriptor Get(IdMaps maps)
    {
        if (rootNamespace is not null && maps.Equals(root?.Maps))
            return rootNamespace;
        if (made is not null && maps.Equals(madeOf))
            return made;

        made?.Dispose();
        made = null;
        try
        {
            made = UserNamespace.Create(maps.Uids.ToKernelText(), maps.Gids.ToKernelText());
        }
        catch (PtraceForbiddenException forbidden)
        {
            return AreInits(maps) ? container.UserNamespace : throw new PtraceForbiddenException(
                forbidden.Errno,
                "a volume with maps of its own needs a user namespace that is made by a child that ptrace holds");
        }

        madeOf = maps;
        return made;
    }

    private bool AreInits(IdMaps maps) =>
        !container.Facts.Init.SharesHookUserNamespace
        && IdMap.TryCreate(container.Facts.Init.UidMap, "uid", out var initUids, out _) && maps.Uids.Equals(initUids)
        && IdMap.TryCreate(container.Facts.Init.GidMap, "gid", out var initGids, out _) && maps.Gids.Equals(initGids);

    public void Dispose() => made?.Dispose();
}
