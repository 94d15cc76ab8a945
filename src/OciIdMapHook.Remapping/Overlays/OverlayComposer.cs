using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes a new overlay of idmapped layers with the options of an old one. In the hook's own mount namespace, where the layers
/// are; what comes of it is a descriptor.
/// </summary>
/// <param name="userNamespace">The user namespace whose maps are applied.</param>
/// <param name="rootUid">The host's id of the container's user 0; where it has none, nothing can be written to the
/// overlay.</param>
/// <param name="rootGid">The host's id of the container's group 0, likewise.</param>
/// <param name="maker">The way to make it.</param>
/// <param name="containerId">Whose it becomes.</param>
/// <param name="owners">Proves whom its files belong to; null where nobody asks.</param>
internal sealed class OverlayComposer(
    FileDescriptor userNamespace, uint? rootUid, uint? rootGid, IOverlayMaker maker, string containerId,
    OverlayOwnerProof? owners = null)
{
    /// <summary>What a container's root could clear if it were not locked.</summary>
    private const MountProperties Lockable =
        MountProperties.ReadOnly | MountProperties.NoSuid | MountProperties.NoDev | MountProperties.NoExec;

    /// <param name="plan">What it is made of.</param>
    /// <param name="oldRoot">The root of the overlay whose place it is to take.</param>
    /// <param name="rootPath">How that is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be made, or is not what the old one is; nothing is left of it.</exception>
    internal ComposedOverlay Compose(ReplacementRoot.Overlay plan, FileDescriptor oldRoot, string rootPath)
    {
        ComposedOverlay? composed = null;
        DedicatedThread.Run(() => composed = ComposeOnThisThread(plan, oldRoot, rootPath));
        return composed!;
    }

    private ComposedOverlay ComposeOnThisThread(ReplacementRoot.Overlay plan, FileDescriptor oldRoot, string rootPath)
    {
        var name = $"the recomposed overlay of {Printable.Text(rootPath)}";

        // An overlay does its work as its mounter: as an id that its upper layer's mount has no map for it could make no work
        // folder, and would come up read-only without a word (ovl_make_workdir, fs/overlayfs/super.c).
        var own = FileSystemIds.Set(rootUid ?? 0, rootGid ?? 0);
        var writable = plan.Upper is { } upper ? WritableLayer.Make(upper, plan.WorkFolder!, userNamespace, containerId) : null;
        FileDescriptor? mount = null;
        try
        {
            mount = maker.Make(RecipeOf(plan, writable, name));
            writable?.IsInUse();
            _ = FileSystemIds.Set(own.Uid, own.Gid);
            OverlayProof.Check(mount, oldRoot, plan.IsWritable, name, owners);
            mount = WithFlags(mount, MountOptions.Parse(plan.MountOptions), name);
            return new ComposedOverlay(mount, writable);
        }
        catch
        {
            mount?.Dispose();
            writable?.Dispose();
            throw;
        }
    }

    private OverlayRecipe RecipeOf(ReplacementRoot.Overlay plan, WritableLayer? writable, string name) => new()
    {
        Name = name,
        Source = plan.Source,
        Lowers = [.. plan.Lowers.Select(layer => new LayerTree(layer, "lower layer", userNamespace))],
        DataLayers = [.. plan.DataLayers.Select(layer => new LayerTree(layer, "data layer", userNamespace))],
        Writable = writable,
        IsReadOnly = plan.IsReadOnly,
        Options = plan.Options,
    };

    /// <summary>
    /// The old root's flags, locked where there is something to lock: the old one was copied into the container's mount namespace
    /// with locks, and what is new there has none.
    /// </summary>
    private static FileDescriptor WithFlags(FileDescriptor mount, MountProperties flags, string name)
    {
        Mounts.AddProperties(mount, flags, name);
        if ((flags & Lockable) == MountProperties.None)
            return mount;

        using (mount)
        {
            Namespaces.EnterThrowAwayMountNamespace();
            return LockedTree.CopyOf(mount, name);
        }
    }
}
