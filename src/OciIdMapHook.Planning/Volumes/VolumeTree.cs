using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The mounts at and below a volume, told apart by whose they are.</summary>
internal sealed class VolumeTree
{
    private readonly List<MountEntry> parts = [];
    private readonly List<MountEntry> guests = [];
    private readonly List<MountEntry> all = [];

    /// <param name="mounts">The container's mount table.</param>
    /// <param name="volume">The volume's mount.</param>
    /// <param name="configured">The mounts that config.json asks for. What else is below a volume came with its source.</param>
    public VolumeTree(IReadOnlyList<MountEntry> mounts, MountEntry volume, IReadOnlySet<int> configured)
    {
        parts.Add(volume);
        all.Add(volume);
        Collect(mounts, volume, configured, parts, guests);
    }

    /// <summary>The volume first, then what came with its source.</summary>
    public IReadOnlyList<MountEntry> Parts => parts;

    /// <summary>Mounts of their own that lie on a part.</summary>
    public IReadOnlyList<MountEntry> Guests => guests;

    /// <summary>All of them, with what lies on the guests.</summary>
    public IReadOnlyList<MountEntry> All => all;

    private void Collect(
        IReadOnlyList<MountEntry> mounts,
        MountEntry parent,
        IReadOnlySet<int> configured,
        List<MountEntry>? collectedParts,
        List<MountEntry>? collectedGuests)
    {
        foreach (var mount in mounts)
        {
            // A mount table that was changed while it was read may go in circles.
            if (mount.ParentId != parent.Id || all.Contains(mount))
                continue;

            all.Add(mount);
            var isGuest = configured.Contains(mount.Id);
            (isGuest ? collectedGuests : collectedParts)?.Add(mount);
            Collect(mounts, mount, configured, isGuest ? null : collectedParts, isGuest ? null : collectedGuests);
        }
    }
}
