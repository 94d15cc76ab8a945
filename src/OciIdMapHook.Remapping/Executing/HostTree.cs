using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes the twin of a root that has mounts of the host below it. They are locked in the container's mount namespace, where none of
/// them could be taken or left out, so all is copied from the host's.
/// </summary>
internal sealed class HostTree : IDisposable
{
    private readonly FileDescriptor hostRoot;
    private readonly FileDescriptor userNamespace;
    private readonly string rootPath;
    private readonly List<(FileDescriptor Mount, string RelativePath)> submounts = [];
    private readonly List<string> warnings = [];
    private readonly HashSet<int> leftAsTheyAre = [];

    internal HostTree(FileDescriptor hostRoot, FileDescriptor userNamespace, string rootPath)
    {
        this.hostRoot = hostRoot;
        this.userNamespace = userNamespace;
        this.rootPath = rootPath;
    }

    /// <summary>Mounts that are left as they are, and why; one line each.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>
    /// For a thread in the host's mount namespace that may be thrown away; it is in another one afterwards.
    /// </summary>
    /// <param name="plan">What is to be made.</param>
    /// <param name="container">Of whom.</param>
    /// <param name="composed">The twin, where it is made already; else it is a copy of the host's root.</param>
    /// <returns>The twin with the host's mounts below it, detached and locked as the container's own copies are.</returns>
    /// <exception cref="LinuxException">The root cannot be copied or idmapped; nothing of it is seen anywhere.</exception>
    internal FileDescriptor Build(RemapPlan plan, ObservedContainer container, FileDescriptor? composed)
    {
        var root = container.Facts.Mounts.First(mount => mount.Id == plan.RootMountId);
        using var twin = composed ?? IdmappedCopy.Of(hostRoot, plan, userNamespace, root.FileSystemType);
        Adopt(twin, root, rootPath);

        foreach (var submount in plan.HostSubmounts.Where(submount => !submount.IsCovered))
            submounts.Add((Copy(submount, plan), submount.RelativePath));

        var place = Files.PathOf(hostRoot);
        Namespaces.EnterThrowAwayMountNamespace();
        return LockedTree.CopyOf(twin, submounts, place, rootPath);
    }

    /// <summary>It was to be mapped, and the kernel would not.</summary>
    internal bool IsLeftAsItIs(HostSubmount submount) => leftAsTheyAre.Contains(submount.Mount.Id);

    public void Dispose()
    {
        foreach (var (mount, _) in submounts)
            mount.Dispose();
    }

    private FileDescriptor Copy(HostSubmount submount, RemapPlan plan)
    {
        var name = $"{rootPath}/{submount.RelativePath}";
        using var original = Files.OpenAt2(hostRoot, submount.RelativePath, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree);
        var replacesMap = submount.IsMapped && submount.Mount.IsIdmapped;
        var copy = (replacesMap ? TryCopyWithAnotherMap(original, submount, plan, name) : null) ?? Mounts.CloneDetached(original, name);
        if (submount.IsMapped && !replacesMap)
            TryMap(copy, submount, name);
        Adopt(copy, submount.Mount, name);
        return copy;
    }

    /// <returns>Null where the kernel gives it no other map, or the container's leaves it nobody's.</returns>
    private FileDescriptor? TryCopyWithAnotherMap(FileDescriptor original, HostSubmount submount, RemapPlan plan, string name)
    {
        try
        {
            var copy = Mounts.CloneIdmapped(original, userNamespace, name, submount.Mount.FileSystemType, recursive: false);
            var status = Files.Status(copy);
            if (plan.UidMap.ContainsHostId(status.Uid) && plan.GidMap.ContainsHostId(status.Gid))
                return copy;

            copy.Dispose();
            Leave(submount, $"{Printable.Text(name)} is idmapped, and belongs to nobody of the container through its own map or the container's");
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EINVAL or Errno.EPERM or Errno.ENOSYS)
        {
            Leave(submount, exception.Message);
        }

        return null;
    }

    private void Leave(HostSubmount submount, string reason)
    {
        leftAsTheyAre.Add(submount.Mount.Id);
        warnings.Add($"{reason}; this mount of the host is left as it is");
    }

    private void TryMap(FileDescriptor copy, HostSubmount submount, string name)
    {
        try
        {
            Mounts.SetIdMap(copy, userNamespace, name, submount.Mount.FileSystemType);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EINVAL or Errno.EPERM)
        {
            Leave(submount, exception.Message);
        }
    }

    /// <summary>The properties of the container's own copy. A copy of a shared mount is its peer: nothing may spread back to the host.</summary>
    private static void Adopt(FileDescriptor copy, MountEntry containers, string name)
    {
        Mounts.AddProperties(copy, MountOptions.Parse(containers.Options), name);
        Mounts.MakeSlave(copy, name);
        if (!containers.IsSlave)
            Mounts.MakePrivate(copy, recursive: false, name);
    }
}
