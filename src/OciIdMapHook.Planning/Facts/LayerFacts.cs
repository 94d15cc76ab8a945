namespace OciIdMapHook.Planning;

/// <summary>One folder that an overlay is made of.</summary>
/// <param name="Path">Absolute and without links, in the hook's mount namespace.</param>
/// <param name="Device">With <paramref name="Inode"/>: the folder itself, whatever its path comes to mean.</param>
/// <param name="Inode">Its inode number.</param>
/// <param name="Owner">The owner as the hook sees it: without an idmapped mount, the id on disk.</param>
/// <param name="IsIdmapped">The mount it is on is idmapped already.</param>
/// <param name="FileSystemType">What it is on.</param>
public sealed record LayerFacts(
    string Path, ulong Device, ulong Inode, Owner Owner, bool IsIdmapped, string FileSystemType)
{
    /// <summary>The mount it is on, by the id that no other mount ever gets, where the kernel tells (Linux 6.8).</summary>
    public ulong? UniqueMountId { get; init; }

    /// <inheritdoc cref="RootFacts.Entries"/>
    public IReadOnlyList<Owner> Entries { get; init; } = [];
}
