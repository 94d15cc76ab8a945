using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What takes the place of a root mount.</summary>
public abstract record ReplacementRoot
{
    private protected ReplacementRoot()
    {
    }

    /// <summary>A copy of the root mount, idmapped.</summary>
    /// <param name="ReplacesMap">The root mount has another map, which the copy does not keep.</param>
    public sealed record IdmappedClone(bool ReplacesMap = false) : ReplacementRoot;

    /// <summary>
    /// A new overlay of idmapped layers: the merged mount of an overlay cannot be idmapped, its layers can (Linux 5.19).
    /// </summary>
    public sealed record Overlay : ReplacementRoot
    {
        /// <summary>Topmost first.</summary>
        public required IReadOnlyList<LayerUse> Lowers { get; init; }

        /// <summary>Never idmapped: what they hold belongs to whom the lower layer that refers to it says.</summary>
        public required IReadOnlyList<LayerUse> DataLayers { get; init; }

        public required LayerUse? Upper { get; init; }

        /// <summary>The old overlay's; the new one gets a folder of its own in it.</summary>
        public required LayerUse? WorkFolder { get; init; }

        /// <summary>The superblock is to be read-only.</summary>
        public required bool IsReadOnly { get; init; }

        public required IReadOnlyList<OverlayOption> Options { get; init; }

        /// <summary>The old root's source, as the mount table shows it.</summary>
        public required string Source { get; init; }

        /// <summary>The old root's options as a mount.</summary>
        public required string MountOptions { get; init; }

        /// <summary>Whatever belonged to an id of the container or the host before must belong to it afterwards.</summary>
        public bool KeepsOwners { get; init; }

        /// <summary>All layers are on one file system: folders have the inode numbers that they have there, in this overlay and
        /// in any other of the same layers.</summary>
        public bool IsOnOneFileSystem
        {
            get
            {
                var device = Lowers[0].Layer.Device;
                foreach (var use in Lowers)
                {
                    if (use.Layer.Device != device)
                        return false;
                }

                return (Upper is null || Upper.Layer.Device == device) && DataLayers.Count == 0;
            }
        }

        /// <summary>Something may be written through it.</summary>
        public bool IsWritable => Upper is not null && !IsReadOnly;
    }
}
