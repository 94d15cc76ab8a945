using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>A mount below one root, and what is at the same place below another, by descriptors.</summary>
internal sealed class TwinPlace : IDisposable
{
    private readonly FoundMount found;

    private TwinPlace(FoundMount found, FileDescriptor place)
    {
        this.found = found;
        Place = place;
    }

    /// <summary>Where the mount is.</summary>
    internal MountPlace Here => found.Place;

    /// <summary>The mount's root.</summary>
    internal FileDescriptor Mount => found.Root;

    /// <summary>What the other root has there.</summary>
    internal FileDescriptor Place { get; }

    /// <summary>Finds both, while somebody may rename folders on the way.</summary>
    /// <param name="mount">The mount, which nothing covers.</param>
    /// <param name="search">Finds it below the root that it is on.</param>
    /// <param name="to">The other root.</param>
    /// <param name="proof">What tells that the places are the same.</param>
    /// <returns>Null where there is no such place at the moment.</returns>
    /// <exception cref="LinuxException">The kernel refuses to look.</exception>
    internal static TwinPlace? TryFind(MountEntry mount, MountSearch search, FileDescriptor to, PlaceProof proof)
    {
        for (var tries = 0; tries < MountSearch.Tries && search.Find(mount) is { } found; tries++)
        {
            using var there = MountPlace.TryOpen(to, found.RelativePath, mount.MountPoint);
            var place = there is not null && AreSame(found.Place, search.Root, there, to, proof) ? there.TryOpenTop() : null;

            // The name was that of the folder that the mount lies on, before and after.
            if (place is not null && found.IsThere(mount))
                return new TwinPlace(found, place);
            place?.Dispose();
            found.Dispose();
        }

        return null;
    }

    public void Dispose()
    {
        Place.Dispose();
        found.Dispose();
    }

    private static bool AreSame(MountPlace here, FileDescriptor from, MountPlace there, FileDescriptor to, PlaceProof proof)
    {
        if (here.IsInRoot && there.IsInRoot)
            return true;

        var (one, other) = (here.DirectoryStatus, there.DirectoryStatus);
        if (proof is PlaceProof.Folder || one.MountId != Files.Status(from).MountId)
            return one.IsSameFileAs(other); // what lies on another mount than the root's own is of one file system at any rate
        return other.MountId == Files.Status(to).MountId && (proof is PlaceProof.Path || one.Inode == other.Inode);
    }
}
