using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>Makes idmapped mounts for people, and takes them away. What fails leaves nothing mounted.</summary>
public static class IdmappedMounter
{
    /// <exception cref="OperationException">Source, target or user namespace are not what they must be.</exception>
    /// <exception cref="LinuxException">The kernel refuses; the text says which file system cannot, and since when it
    /// can.</exception>
    public static IdmappedMount Mount(MountRequest request)
    {
        using var source = Open(request.Source, "name the folder or file whose owners are to be seen through the maps");
        using var target = Open(request.Target, "make it first: mkdir for a folder, touch for a file");
        var facts = Observe(source, target);
        if (MountRules.FindFault(facts, request.IsRecursive) is { } fault)
            throw new OperationException($"nothing is mounted: {fault}");

        using var userNamespace = MapSource.Open(request.Maps);
        using var tree = MakeTree(request, facts, source, userNamespace);
        var seen = Files.Status(tree);
        Mounts.Move(tree, target, $"the idmapped mount of {Printable.Text(facts.Source)}", Printable.Text(facts.Target));
        return new IdmappedMount(
            facts.Source,
            facts.Target,
            facts.SourceMount.FileSystemType,
            $"{facts.SourceStatus.Uid}:{facts.SourceStatus.Gid}",
            $"{seen.Uid}:{seen.Gid}",
            facts.Parts(request.IsRecursive).Count,
            request.IsReadOnly);
    }

    /// <param name="target">The mount point.</param>
    /// <param name="detach">With all that is mounted below it, and even while it is in use.</param>
    /// <returns>The mount point without links.</returns>
    /// <exception cref="OperationException">It is no idmapped mount, or in use.</exception>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static string Unmount(string target, bool detach)
    {
        string path;
        using (var folder = Open(target, "name the place it is mounted on"))
        {
            path = Files.PathOf(folder);
            var status = Files.Status(folder);
            if (!status.IsMountRoot)
                throw new OperationException($"{Printable.Text(path)} is not unmounted: nothing is mounted on it");

            var mount = Find(MountTable.OfThisThread(), status.MountId, path);
            if (!mount.IsIdmapped)
            {
                throw new OperationException($"{Printable.Text(path)} is not unmounted: what is mounted there "
                    + $"({Printable.Text(mount.FileSystemType)}) is not idmapped; umount(8) unmounts any mount");
            }
        }

        try
        {
            Mounts.Unmount(path, detach);
            return path;
        }
        catch (LinuxException inUse) when (inUse.Errno == Errno.EBUSY)
        {
            throw new OperationException($"{inUse.Message}; end or unmount that first, or take --detach", inUse);
        }
    }

    private static FileDescriptor Open(string path, string wayOut) =>
        Files.OpenIfThere(Path.GetFullPath(path), OpenFlags.Path)
        ?? throw new OperationException($"{Printable.Text(path)} is not there; {wayOut}");

    private static MountFacts Observe(FileDescriptor source, FileDescriptor target)
    {
        var (status, path) = (Files.Status(source), Files.PathOf(source));
        var mounts = MountTable.OfThisThread();
        return new MountFacts(
            path,
            Files.PathOf(target),
            status,
            Files.Status(target),
            Find(mounts, status.MountId, path),
            MountsBelow.Of(mounts, status.MountId, path));
    }

    private static MountEntry Find(IReadOnlyList<MountEntry> mounts, int id, string path) =>
        mounts.FirstOrDefault(mount => mount.Id == id)
        ?? throw new OperationException(
            $"{Printable.Text(path)} is on mount {id}, which is not in this mount namespace; run the tool in "
            + "the one where it is mounted (nsenter --mount)");

    /// <summary>Detached: it is gone with its descriptor unless it is attached.</summary>
    private static FileDescriptor MakeTree(
        MountRequest request, MountFacts facts, FileDescriptor source, FileDescriptor userNamespace)
    {
        var name = Printable.Text(facts.Source);
        var tree = request.IsRecursive ? Mounts.CloneTreeDetached(source, name) : Mounts.CloneDetached(source, name);
        try
        {
            // A copy of a shared mount is its peer: what is mounted below the source later would come along without a map.
            Mounts.MakePrivate(tree, request.IsRecursive, name);
            if (request.IsRecursive)
                Mounts.SetVolumeIdMap(tree, recursive: true, userNamespace, name, NamesAndTypes(facts));
            else
                Mounts.SetIdMap(tree, userNamespace, name, facts.SourceMount.FileSystemType);
            if (request.IsReadOnly)
                Mounts.MakeReadOnly(tree, request.IsRecursive, name);
            return tree;
        }
        catch (LinuxException refused) when (refused.Errno == Errno.EINVAL && request.Maps is MountMaps.OfNamespace)
        {
            tree.Dispose();
            MapSource.ProveMapped((MountMaps.OfNamespace)request.Maps, source, facts.SourceMount.FileSystemType);
            throw;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    private static List<MappedMount> NamesAndTypes(MountFacts facts) =>
    [
        new(Printable.Text(facts.Source), facts.SourceMount.FileSystemType),
        .. facts.Below.Select(mount => new MappedMount(Printable.Text(mount.MountPoint), mount.FileSystemType)),
    ];
}
