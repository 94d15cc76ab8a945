using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Gives detached mounts the locks that the host's mounts have in a container: a container's root may then neither clear ro, nosuid,
/// nodev or noexec on them nor uncover what lies under them, as if the runtime had taken them along itself.
/// </summary>
/// <remarks>
/// The kernel locks mounts only when it copies a whole mount namespace for a less privileged user namespace (lock_mnt_tree,
/// fs/namespace.c). So the tree is attached in a throw-away namespace, that is copied for a held child, and the tree is taken from there.
/// </remarks>
internal static class LockedTree
{
    /// <summary>For a thread in a throw-away mount namespace; it is in another one afterwards.</summary>
    /// <param name="root">A detached mount.</param>
    /// <param name="submounts">Detached mounts and their places below it, outer ones first.</param>
    /// <param name="place">Any folder of the host. Not "/": a thread whose root is covered counts as chrooted, and may make no user
    /// namespace (current_chrooted, fs/namespace.c).</param>
    /// <param name="name">How it is called in errors.</param>
    /// <returns>A detached copy of all, locked.</returns>
    /// <exception cref="LinuxException">A step failed; nothing of it is seen anywhere.</exception>
    internal static FileDescriptor CopyOf(
        FileDescriptor root, IEnumerable<(FileDescriptor Mount, string RelativePath)> submounts, string place, string name)
    {
        Attach(root, FileDescriptor.WorkingDirectory, place, name);
        foreach (var (mount, path) in submounts)
            Attach(mount, root, path, $"{name}/{path}");

        using var child = HeldChild.StartWithMountNamespace();
        using var copies = child.OpenFile("ns/mnt", OpenFlags.ReadOnly);
        child.ProveHeld();
        Namespaces.EnterMountNamespace(copies);
        using var copy = Files.OpenAt2(FileDescriptor.WorkingDirectory, place, OpenFlags.Path, PathResolution.NoSymlinks);
        return Mounts.CloneTreeDetached(copy, name);
    }

    private static void Attach(FileDescriptor mount, FileDescriptor from, string path, string name)
    {
        using var place = Files.OpenAt2(
            from, path, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.NoSymlinks | PathResolution.NoMagicLinks);
        Mounts.Move(mount, place, name, path);
    }
}
