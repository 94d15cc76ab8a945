using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>A mount below one root, and its target: what is at the same path below another.</summary>
internal sealed class MoveTarget : IDisposable
{
    private readonly FoundMount found;

    private MoveTarget(FoundMount found, FileDescriptor target)
    {
        this.found = found;
        Target = target;
    }

    /// <summary>Where the mount is.</summary>
    internal OpenMountPoint MountPoint => found.MountPoint;

    /// <summary>The mount's root.</summary>
    internal FileDescriptor Mount => found.Root;

    /// <summary>What the other root has there.</summary>
    internal FileDescriptor Target { get; }

    /// <summary>Finds both, while somebody may rename folders on the way.</summary>
    /// <param name="mount">The mount, which nothing covers.</param>
    /// <param name="search">Finds it below the root that it is on.</param>
    /// <param name="to">The other root.</param>
    /// <param name="proof">What tells that the places are the same.</param>
    /// <returns>Null where there is no such place at the moment.</returns>
    /// <exception cref="LinuxException">The kernel refuses to look.</exception>
    internal static MoveTarget? TryFind(MountEntry mount, MountSearch search, FileDescriptor to, PlaceProof proof)
    {
        for (var tries = 0; tries < MountSearch.Tries && search.Find(mount) is { } found; tries++)
        {
            using var there = OpenMountPoint.TryOpen(to, found.RelativePath, mount.MountPoint);
            var target = there is not null && AreSame(found.MountPoint, search.Root, there, to, proof)
                ? there.TryOpenTop()
                : null;

            // The name was that of the folder that the mount lies on, before and after.
            if (target is not null && found.IsThere(mount))
                return new MoveTarget(found, target);
            target?.Dispose();
            found.Dispose();
        }

        return null;
    }

    public void Dispose()
    {
        Target.Dispose();
        found.Dispose();
    }

    private static bool AreSame(
        OpenMountPoint here, FileDescriptor from, OpenMountPoint there, FileDescriptor to, PlaceProof proof)
    {
        if (here.IsInRoot && there.IsInRoot)
            return true;

        var (one, other) = (here.DirectoryStatus, there.DirectoryStatus);
        if (proof is PlaceProof.Folder || one.MountId != Files.Status(from).MountId)
            return one.IsSameFileAs(other); // what lies on another mount than the root's own is of one file system at any rate
        return other.MountId == Files.Status(to).MountId && (proof is PlaceProof.Path || one.Inode == other.Inode);
    }
}
