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
    /// <returns>A detached copy of the tree, locked.</returns>
    /// <exception cref="LinuxException">A step failed; nothing of it is seen anywhere.</exception>
    internal static FileDescriptor CopyOf(FileDescriptor tree, string name)
    {
        using (var top = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory))
            Mounts.Move(tree, top, name, "the root of a throw-away mount namespace");

        using var child = HeldChild.StartWithMountNamespace();
        using var copies = child.OpenFile("ns/mnt", OpenFlags.ReadOnly);

        // setns goes to the topmost mount on the namespace's root: the copy of the tree.
        Namespaces.EnterMountNamespace(copies);
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);
        return Mounts.CloneTreeDetached(root, name);
    }
}
