using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Gives detached mounts the locks that the host's mounts have in a container: a container's root may then neither clear ro,
/// nosuid, nodev or noexec on them nor uncover what lies under them, as if the runtime had taken them along itself.
/// </summary>
/// <remarks>
/// The kernel locks mounts only when it copies a whole mount namespace for a less privileged user namespace (lock_mnt_tree,
/// fs/namespace.c). So the tree is attached in a throw-away namespace, that is copied for a held child, and the tree is taken
/// from there.
/// </remarks>
internal static class LockedTree
{
    /// <summary>For a thread in a throw-away mount namespace; it is in another one afterwards.</summary>
    /// <param name="root">A detached mount of a folder, with what is mounted below it.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <returns>A detached copy of all, locked.</returns>
    /// <exception cref="LinuxException">A step failed; nothing of it is seen anywhere.</exception>
    internal static FileDescriptor CopyOf(FileDescriptor root, string name)
    {
        ThrowAway.Attach(root, name);
        var (expected, below) = (Files.Status(root), MountTable.CountBelow(root));

        using var child = StartChild();
        using var copies = child.OpenFile("ns/mnt", OpenFlags.ReadOnly);
        child.ProveHeld();
        Namespaces.EnterMountNamespace(copies);
        using var copy = Files.OpenAt(
            FileDescriptor.WorkingDirectory, ThrowAway.MountPoint, OpenFlags.Path | OpenFlags.Directory);
        Prove(copy, expected, below, name);
        return Mounts.CloneTreeDetached(copy, name);
    }

    private static HeldChild StartChild()
    {
        try
        {
            return HeldChild.StartWithMountNamespace();
        }
        catch (PtraceForbiddenException forbidden)
        {
            throw new PtraceForbiddenException(
                forbidden.Errno,
                "what the host has locked of this rootfs is locked again by a child that ptrace holds: mounts of the host "
                    + "inside it, or flags such as nosuid of an overlay");
        }
    }

    /// <summary>What is found at that place in the copied namespace is the copy of what was attached there.</summary>
    private static void Prove(FileDescriptor copy, FileStatus expected, int below, string name)
    {
        var status = Files.Status(copy);
        if (!status.IsMountRoot || !status.IsSameFileAs(expected) || MountTable.CountBelow(copy) != below)
        {
            throw new LinuxException(
                Errno.None,
                $"copy of {name} with locks",
                $"another mount is found at {ThrowAway.MountPoint} in the copied mount namespace: somebody else changes the "
                + "host's mounts");
        }
    }
}
