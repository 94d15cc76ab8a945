using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Gives the files that a runtime has copied from the rootfs into a tmpfs the owners that the rootfs's own files have on the new
/// root: the runtime saw those as nobody's, and gave the copies to the overflow id. All else of a copy is as it should be.
/// </summary>
/// <param name="plan">What is to be done.</param>
/// <param name="container">Whose root it is, with the tmpfs mounts below it.</param>
/// <param name="replacement">What takes its place, not mounted yet: nothing of the container's covers its folders.</param>
/// <param name="deadline">When to give up.</param>
internal sealed class CopyOwners(RemapPlan plan, ObservedContainer container, FileDescriptor replacement, Deadline deadline)
{
    private readonly MountIds ids = new(container.Facts.Mounts);
    private readonly MountSearch search = new(container.Root, plan.RootPath, MountList.OfThisThread);
    private readonly PlaceProof proof = plan.Replacement is ReplacementRoot.IdmappedClone ? PlaceProof.Folder : PlaceProof.Path;
    private readonly uint? overflowUid = plan.Maps.Uids.ToHost(FileStatus.OverflowId);
    private readonly uint? overflowGid = plan.Maps.Gids.ToHost(FileStatus.OverflowId);

    /// <summary>For a thread in the container's mount namespace.</summary>
    /// <exception cref="LinuxException">A file cannot be given its owner: the container must not start.</exception>
    /// <exception cref="TimeoutException">There are too many files.</exception>
    internal void PutRight()
    {
        foreach (var tmpfs in plan.CopiedUp)
        {
            try
            {
                PutRight(tmpfs);
            }
            catch (LinuxException exception)
            {
                throw new LinuxException(
                    exception.Errno,
                    "owners of what the runtime copied into the tmpfs "
                    + $"{Printable.Text($"{plan.RootPath}/{tmpfs.RelativePath}")} (tmpcopyup)",
                    exception.Message);
            }
        }
    }

    private void PutRight(CopiedTmpfs tmpfs)
    {
        var mount = ids.Find(tmpfs.MountId);
        var isInCopy = IsInCopy(mount);
        using (var same = isInCopy ? null : MoveTarget.TryFind(mount, search, replacement, proof))
        {
            if (same is not null && Files.Status(same.Target).IsDirectory)
                PutRight(same.Mount, same.Target, tmpfs.RelativePath);
            if (same is not null)
                return;
        }

        using var found = search.Find(mount) ?? throw Changed(mount);
        using var originals = OpenOriginals(found.RelativePath);
        if (originals is null)
            return;
        if (!isInCopy)
            throw Changed(mount);
        PutRight(found.Root, originals, tmpfs.RelativePath);
    }

    private void PutRight(FileDescriptor mount, FileDescriptor originals, string name)
    {
        // A copy of the mount has no other mounts in it. Runtimes make a read-only tmpfs read-only after their hooks.
        using var copies = Mounts.CloneDetached(mount, name);
        FileTree.WalkBeside(copies, originals, PutRight);
    }

    /// <summary>It lies in a folder that was copied too: nothing but its path tells of which one.</summary>
    private bool IsInCopy(MountEntry mount)
    {
        foreach (var other in plan.CopiedUp)
        {
            if (other.MountId == mount.ParentId)
                return true;
        }

        return false;
    }

    private FileDescriptor? OpenOriginals(string path)
    {
        try
        {
            return Files.OpenAt2(replacement, path, OpenFlags.Path | OpenFlags.Directory, PathResolution.InsideTree);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP)
        {
            return null; // whoever else uses this rootfs has removed it: nothing tells the owners any more
        }
    }

    private static LinuxException Changed(MountEntry mount) =>
        new(Errno.None, $"search for mount {mount.Id}", "somebody else changes this rootfs or its mounts");

    private void PutRight(FileDescriptor folder, ReadOnlySpan<byte> entry, FileStatus copy, FileStatus original)
    {
        deadline.Check("the owners of what was copied into a tmpfs (tmpcopyup)");
        var uid = OwnerOf(copy.Uid, overflowUid, original.Uid, plan.Maps.Uids);
        var gid = OwnerOf(copy.Gid, overflowGid, original.Gid, plan.Maps.Gids);
        if (!copy.IsOfSameTypeAs(original) || (uid ?? gid) is null)
            return;

        Files.ChangeOwner(folder, entry, uid ?? Files.KeepOwner, gid ?? Files.KeepOwner);
        if (!copy.IsDirectory && copy.HasSpecialBits)
            Files.RestoreMode(folder, entry, copy); // chown(2) has cleared the setuid and setgid bits
    }

    /// <returns>Null where the copy's is right: it is none that was unknown, or the rootfs's file is nobody's as well.</returns>
    private static uint? OwnerOf(uint copy, uint? overflow, uint original, IdMap map) =>
        copy == overflow && original != FileStatus.OverflowId && map.ContainsHostId(original) && original != copy
            ? original
            : null;
}
