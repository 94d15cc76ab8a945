using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The mounts at and below a volume, told apart by whose they are.</summary>
internal sealed class VolumeTree
{
    private readonly List<MountEntry> sourceMounts = [];
    private readonly List<MountEntry> submounts = [];
    private readonly List<MountEntry> all = [];

    /// <param name="mounts">The container's mount table.</param>
    /// <param name="volume">The volume's mount.</param>
    /// <param name="configured">The mounts that config.json asks for. What else is below a volume came with its source.</param>
    public VolumeTree(IReadOnlyList<MountEntry> mounts, MountEntry volume, IReadOnlySet<int> configured)
    {
        sourceMounts.Add(volume);
        all.Add(volume);
        Collect(mounts, volume, configured, sourceMounts, submounts);
    }

    /// <summary>The volume first, then what came with its source.</summary>
    public IReadOnlyList<MountEntry> SourceMounts => sourceMounts;

    /// <summary>Mounts of their own that lie on one of those.</summary>
    public IReadOnlyList<MountEntry> Submounts => submounts;

    /// <summary>All of them, with what lies on the submounts.</summary>
    public IReadOnlyList<MountEntry> All => all;

    private void Collect(
        IReadOnlyList<MountEntry> mounts,
        MountEntry parent,
        IReadOnlySet<int> configured,
        List<MountEntry>? collectedSourceMounts,
        List<MountEntry>? collectedSubmounts)
    {
        foreach (var mount in mounts)
        {
            // A mount table that was changed while it was read may go in circles.
            if (mount.ParentId != parent.Id || all.Contains(mount))
                continue;

            all.Add(mount);
            var isSubmount = configured.Contains(mount.Id);
            (isSubmount ? collectedSubmounts : collectedSourceMounts)?.Add(mount);
            Collect(mounts, mount, configured, isSubmount ? null : collectedSourceMounts, isSubmount ? null : collectedSubmounts);
        }
    }
}
