using System.Collections.Immutable;

namespace OciIdMapHook.EndToEndTests.Observations;

/// <summary>The mounts that a container sees.</summary>
internal sealed record MountTable(ImmutableArray<MountLine> Mounts)
{
    public MountLine Root => Mounts.Single(mount => mount.MountPoint == "/");

    public static MountTable Parse(IEnumerable<string> lines) => new([.. lines.Select(MountLine.Parse)]);

    /// <summary>
    /// What must be the same with and without the hook, ordered by mount point. The kernel lists mounts in the order of
    /// their making, and a remapped root is younger than what lies on it; Podman makes its own in random order. Mounts that
    /// are stacked at one place keep their order, which is their order in the stack.
    /// </summary>
    public IReadOnlyList<string> Comparable =>
        [.. Mounts.OrderBy(mount => mount.MountPoint, StringComparer.Ordinal).Select(Describe)];

    private string Describe(MountLine mount)
    {
        var parent = Mounts.SingleOrDefault(candidate => candidate.Id == mount.ParentId);
        return $"{mount.MountPoint} on {parent?.MountPoint} shows {mount.Root} of {mount.FileSystem} {mount.Source} " +
            $"[{string.Join(',', mount.Flags)}] [{string.Join(',', mount.Propagation)}] [{mount.SuperOptions}]";
    }
}
