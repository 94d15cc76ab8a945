using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Puts an idmapped replacement of the root mount over it and moves the mounts below it there. For a thread inside the
/// container's mount namespace. The mounts that are moved stay the same objects, so descriptors that the runtime holds on them
/// stay right.
/// </summary>
internal sealed class RootSwap : IDisposable
{
    private readonly FileDescriptor oldRoot;
    private readonly FileDescriptor newRoot;
    private readonly string rootPath;
    private readonly UndoStack undo = new();
    private readonly SubmountCarrier carrier;

    /// <param name="oldRoot">The root that is there.</param>
    /// <param name="newRoot">Its replacement, detached, owned from now on.</param>
    /// <param name="plan">How they are called in errors, and whether they show the same file system.</param>
    /// <param name="ids">The unique ids of the mounts below the old one.</param>
    internal RootSwap(FileDescriptor oldRoot, FileDescriptor newRoot, RemapPlan plan, MountIds ids)
    {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
        rootPath = plan.RootPath;
        carrier = new SubmountCarrier(
            rootPath, ids, plan.Replacement is ReplacementRoot.IdmappedClone ? PlaceProof.Folder : PlaceProof.Path, undo);
        NewRootStatus = Files.Status(newRoot);
    }

    /// <summary>The new root, with its mount id.</summary>
    internal FileStatus NewRootStatus { get; }

    /// <summary>The new root directory.</summary>
    internal FileDescriptor NewRoot => newRoot;

    /// <exception cref="LinuxException">A mount cannot be moved; <see cref="Undo"/> puts back what was.</exception>
    internal void Carry(IReadOnlyList<SubmountMove> submounts)
    {
        Mounts.Move(newRoot, oldRoot, $"the idmapped mount of {rootPath}", rootPath);
        undo.Push(() => Mounts.Detach(newRoot, $"the idmapped mount of {rootPath}"));

        foreach (var submount in submounts)
            carrier.Carry(submount, oldRoot, newRoot);
    }

    /// <exception cref="LinuxException">Something cannot be put back.</exception>
    internal void Undo() => undo.UndoAll();

    public void Dispose()
    {
        carrier.Dispose();
        newRoot.Dispose();
    }
}
