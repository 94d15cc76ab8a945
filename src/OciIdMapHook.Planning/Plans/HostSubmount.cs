using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// A mount of the host below the rootfs, to be copied anew for the new root: the container's own copy is locked in its place.
/// </summary>
/// <param name="Mount">The container's copy, whose flags the new one gets beside those of the original.</param>
/// <param name="RelativePath">Its mount point below the root, <c>a/b</c>; never empty.</param>
/// <param name="IsCovered">It lies under another mount: it comes along as it is, nobody sees it, and nobody can uncover
/// it.</param>
/// <param name="IsMapped">Whether the copy is to be idmapped like the root, or is right as it is.</param>
public sealed record HostSubmount(MountEntry Mount, string RelativePath, bool IsCovered, bool IsMapped)
{
    /// <summary>The host's mount itself.</summary>
    public required MountEntry Original { get; init; }

    /// <summary>What it shows of the host, for people: file system, device, folder in it, and where the host has that.</summary>
    public required string Source { get; init; }

    /// <returns>Where it is in the rootfs, and <see cref="Source"/>; fit for a message.</returns>
    public string Tell() => string.Concat(Printable.Text(RelativePath), " (", Source, ")");
}
