using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes the replacement of a root that has mounts of the host below it. They are locked in the container's mount namespace,
/// where none of them could be taken or left out, so all comes from a copy of the host's.
/// </summary>
/// <param name="tree">That copy, in its own mount namespace.</param>
/// <param name="userNamespace">The user namespace whose maps are applied.</param>
/// <param name="plan">What is to be made.</param>
internal sealed class HostReplacement(HostTree tree, FileDescriptor userNamespace, RemapPlan plan)
{
    private readonly MountSearch search = new(tree.Root, ThrowAway.MountPoint, MountList.OfThisThread);
    private readonly List<string> warnings = [];
    private readonly HashSet<int> leftAsTheyAre = [];

    /// <summary>Mounts that are left as they are, and why; one line each.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>It was to be mapped, and the kernel would not.</summary>
    internal bool IsLeftAsItIs(HostSubmount submount) => leftAsTheyAre.Contains(submount.Mount.Id);

    /// <summary>For a thread that may be thrown away; it is in another mount namespace afterwards.</summary>
    /// <param name="root">The container's own root mount.</param>
    /// <param name="composed">The replacement, where it is made already; else it is a copy of the host's root.</param>
    /// <returns>The replacement with the host's mounts below it, detached and locked as the container's own copies are.</returns>
    /// <exception cref="LinuxException">Something cannot be copied, idmapped or proved; nothing of it is seen
    /// anywhere.</exception>
    internal FileDescriptor Build(MountEntry root, FileDescriptor? composed)
    {
        Namespaces.EnterMountNamespace(tree.MountNamespace);

        // What is further in goes before what it lies in, whose copy then takes it along.
        foreach (var mount in plan.HostMountsLeftOut.Reverse())
            TakeAway(mount);
        if (!plan.HostSubmounts.Any(submount => submount.Mount.IsSlave))
            Mounts.MakePrivate(tree.Root, recursive: true, plan.RootPath);
        foreach (var submount in plan.HostSubmounts.Reverse())
            Prepare(submount);
        HostMountProof.Check(plan, MountTable.BelowHere(tree.Root));

        using var replacement = composed is null ? CopyRoot(root) : CarryTo(composed, ProofOnOverlay());
        Mounts.AddProperties(replacement, MountOptions.Parse(root.Options), plan.RootPath);
        if (!root.IsSlave)
            Mounts.MakePrivate(replacement, recursive: false, plan.RootPath);
        return LockedTree.CopyOf(replacement, plan.RootPath);
    }

    private FileDescriptor CopyRoot(MountEntry root)
    {
        if (plan.Replacement is ReplacementRoot.IdmappedClone { ReplacesMap: true })
        {
            // The kernel gives another map to a copy of a whole tree or of its root alone.
            using var bare = IdmappedCopy.Of(tree.Root, plan, userNamespace, root.FileSystemType);
            return CarryTo(bare, PlaceProof.Folder);
        }

        var copy = Mounts.CloneTreeDetached(tree.Root, plan.RootPath);
        try
        {
            Mounts.SetIdMap(copy, userNamespace, plan.RootPath, root.FileSystemType); // the root alone
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <param name="bare">A detached root without anything below it.</param>
    /// <param name="proof">What tells that a place on it is the one on the tree.</param>
    private FileDescriptor CarryTo(FileDescriptor bare, PlaceProof proof)
    {
        var below = MountTable.BelowHere(tree.Root);
        var top = new MountEntry
        {
            Id = Files.Status(tree.Root).MountId,
            ParentId = 0,
            Device = string.Empty,
            Root = "/",
            MountPoint = ThrowAway.MountPoint,
            Options = string.Empty,
            FileSystemType = string.Empty,
        };
        var moves = TreePlanner.Plan(below, top, out var reason);
        if (reason is not null)
            throw Changed(reason);

        ThrowAway.Attach(bare, plan.RootPath);
        using var carrier = new SubmountCarrier(ThrowAway.MountPoint, new MountIds(below), proof, new UndoStack());
        foreach (var move in moves)
            carrier.Carry(move, tree.Root, bare);
        if (proof is not PlaceProof.Folder)
            ProvePaths(below, MountTable.BelowHere(bare));
        return Mounts.CloneTreeDetached(bare, plan.RootPath);
    }

    /// <summary>
    /// A mount of the host's may hide what lies under it: a container that shares the layers may have renamed that folder.
    /// </summary>
    private PlaceProof ProofOnOverlay() =>
        plan.Replacement is ReplacementRoot.Overlay { IsOnOneFileSystem: true } ? PlaceProof.InodeNumber : PlaceProof.Path;

    /// <summary>Two paths of an overlay lead to one folder if its layers were changed between the two looks.</summary>
    private void ProvePaths(MountEntry[] before, MountEntry[] now)
    {
        foreach (var mount in before)
        {
            if (!Array.Exists(now, one => one.Id == mount.Id && one.MountPoint == mount.MountPoint))
            {
                throw Changed(
                    $"the host's mount {plan.RootPath}{Printable.Text(mount.MountPoint[ThrowAway.MountPoint.Length..])} has "
                    + "another path now");
            }
        }
    }

    private void TakeAway(MountEntry mount)
    {
        var name = plan.RootPath + mount.MountPoint[ThrowAway.MountPoint.Length..];
        using var found = Find(mount, name);
        Mounts.Detach(found.Root, name);
    }

    private void Prepare(HostSubmount submount)
    {
        // Nobody sees it, and there is no way to it: it is where it was, with the flags that it had.
        if (submount.IsCovered)
            return;

        var name = $"{plan.RootPath}/{submount.RelativePath}";
        using var found = Find(submount.Original, name);
        var wanted = MountOptions.Parse(submount.Mount.Options);
        if ((wanted & ~MountOptions.Parse(submount.Original.Options)) != MountProperties.None)
            Mounts.AddProperties(found.Root, wanted, name);
        if (!submount.Mount.IsSlave)
            Mounts.MakePrivate(found.Root, recursive: false, name);
        if (submount.IsMapped)
            Replace(found, submount, name);
    }

    private void Replace(FoundMount found, HostSubmount submount, string name)
    {
        using var copy = TryMap(found.Root, submount, name);
        if (copy is null)
            return;

        found.ReplaceBy(copy, name);
    }

    /// <returns>A detached, idmapped copy with what is mounted below it, which stays as it is; null where the kernel makes
    /// none.</returns>
    private FileDescriptor? TryMap(FileDescriptor mount, HostSubmount submount, string name)
    {
        FileDescriptor? copy = null;
        try
        {
            if (submount.Original.IsIdmapped && !plan.HostSubmounts.Any(one => one.Original.ParentId == submount.Original.Id))
                return TryReplaceMap(mount, submount, name);
            copy = Mounts.CloneTreeDetached(mount, name);
            Mounts.SetIdMap(copy, userNamespace, name, submount.Mount.FileSystemType);
            return copy;
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EINVAL or Errno.EPERM or Errno.ENOSYS)
        {
            copy?.Dispose();
            Leave(submount, exception.Message);
            return null;
        }
    }

    /// <returns>Null where the container's map leaves it nobody's.</returns>
    private FileDescriptor? TryReplaceMap(FileDescriptor mount, HostSubmount submount, string name)
    {
        var copy = Mounts.CloneIdmapped(mount, userNamespace, name, submount.Mount.FileSystemType, recursive: false);
        if (plan.Maps.OwnOnHost(Files.Status(copy).Owner()))
            return copy;

        copy.Dispose();
        Leave(
            submount,
            $"{Printable.Text(name)} is idmapped, and belongs to nobody of the container through its own map or the container's");
        return null;
    }

    private void Leave(HostSubmount submount, string reason)
    {
        leftAsTheyAre.Add(submount.Mount.Id);
        warnings.Add($"{reason}; this mount of the host is left as it is");
    }

    private FoundMount Find(MountEntry mount, string name) =>
        search.Find(mount) ?? throw Changed($"no path leads to the host's mount {Printable.Text(name)} any more");

    private LinuxException Changed(string what) =>
        new(Errno.None, $"remount of {plan.RootPath}", $"{what}: somebody else changes this rootfs or its mounts");
}
