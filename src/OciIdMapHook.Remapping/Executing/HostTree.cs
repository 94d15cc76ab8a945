using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// A copy of a root with all that the host has mounted below it, in a mount namespace of its own: what is looked at there is what
/// the new root is made of later. The kernel copies each mount to the very folder that it is on, covered ones and their flags
/// included; no path is asked.
/// </summary>
internal sealed class HostTree : IDisposable
{
    private HostTree(FileDescriptor mountNamespace, FileDescriptor root, IReadOnlyList<HostMountFact> facts)
    {
        MountNamespace = mountNamespace;
        Root = root;
        Facts = facts;
    }

    /// <summary>
    /// The mount namespace (nsfs), in which the tree is at <see cref="ThrowAway.MountPoint"/>; it is gone with this descriptor.
    /// </summary>
    internal FileDescriptor MountNamespace { get; }

    /// <summary>The root of the tree.</summary>
    internal FileDescriptor Root { get; }

    /// <summary>The mounts below it.</summary>
    internal IReadOnlyList<HostMountFact> Facts { get; }

    /// <param name="hostRoot">The rootfs as the calling thread's mount namespace has it.</param>
    /// <param name="rootPath">How it is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be copied.</exception>
    internal static HostTree CopyOf(FileDescriptor hostRoot, string rootPath)
    {
        HostTree? tree = null;
        DedicatedThread.Run(() => tree = CopyOnThisThread(hostRoot, rootPath));
        return tree!;
    }

    public void Dispose()
    {
        Root.Dispose();
        MountNamespace.Dispose();
    }

    private static HostTree CopyOnThisThread(FileDescriptor hostRoot, string rootPath)
    {
        var hostPath = Files.PathOf(hostRoot);
        // The copy of a shared mount would be its peer: what is taken away from the one would go from the other too.
        Namespaces.EnterCopyOfMountNamespace(hostRoot);
        var root = CloneWorkingDirectory(rootPath, hostPath);
        FileDescriptor? mountNamespace = null;
        try
        {
            Namespaces.EnterThrowAwayMountNamespace();
            ThrowAway.Attach(root, rootPath);
            mountNamespace = Files.OpenAt(FileDescriptor.WorkingDirectory, "/proc/thread-self/ns/mnt", OpenFlags.ReadOnly);
            return new HostTree(mountNamespace, root, HostMountObserver.Observe(root, hostPath));
        }
        catch
        {
            mountNamespace?.Dispose();
            root.Dispose();
            throw;
        }
    }

    /// <summary>Copies the whole tree. What is unbindable the kernel would leave out without a word.</summary>
    private static FileDescriptor CloneWorkingDirectory(string rootPath, string hostPath)
    {
        using var here = Files.OpenAt(FileDescriptor.WorkingDirectory, ".", OpenFlags.Path | OpenFlags.Directory);
        var search = new MountSearch(here, hostPath, MountList.OfThisThread);
        foreach (var mount in MountTable.BelowHere(here))
        {
            if (!mount.IsUnbindable || !mount.MountPoint.StartsWith(hostPath.TrimEnd('/') + '/', StringComparison.Ordinal))
                continue;
            using var found = search.Find(mount) ?? throw new LinuxException(
                Errno.None,
                $"copy of {Printable.Text(rootPath)} with the mounts of the host in it",
                $"the mount at {Printable.Text(mount.MountPoint)} is unbindable, which keeps it from being copied, and another "
                + "one covers it; make it private (mount --make-private), or unmount what covers it");
            Mounts.MakePrivate(found.Root, recursive: false, mount.MountPoint);
        }

        return Mounts.CloneTreeDetached(here, rootPath);
    }
}
