namespace OciIdMapHook.Planning;

/// <summary>The volumes that become idmapped, once the root is as it is to be.</summary>
public sealed record VolumesPlan
{
    /// <summary>No volume at all.</summary>
    public static VolumesPlan Empty { get; } = new() { RootPath = "/", Volumes = [], ReopenedDescriptors = [] };

    /// <summary>The root's mount point in the container's mount namespace.</summary>
    public required string RootPath { get; init; }

    /// <summary>Inner ones before those they lie in, whose copy then takes them along.</summary>
    public required IReadOnlyList<VolumePlan> Volumes { get; init; }

    /// <summary>What an operator should know though the container starts; one line each. Where the root is remapped too, they are
    /// among its plan's.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Why one whose file system cannot be idmapped stays as it is, as a clause; null where the container must not start then.
    /// </summary>
    public string? BecauseOfSkip { get; init; }

    /// <summary>What the init holds on the volumes and on mounts below them, to be made to name the same place again.</summary>
    public required IReadOnlyList<ReopenedDescriptor> ReopenedDescriptors { get; init; }

    /// <summary>The outermost volume that a path is in.</summary>
    public VolumePlan? FindAround(string relativePath)
    {
        for (var i = Volumes.Count - 1; i >= 0; i--)
        {
            if (VolumeChecks.IsWithin(relativePath, Volumes[i].RelativePath))
                return Volumes[i];
        }

        return null;
    }

    /// <summary>The plan for the other ones.</summary>
    /// <param name="volume">Stays as the runtime mounted it.</param>
    /// <param name="reason">What the kernel said.</param>
    public VolumesPlan Without(VolumePlan volume, string reason)
    {
        var left = this with { Volumes = [.. Volumes.Where(one => !ReferenceEquals(one, volume))] };
        return left with
        {
            ReopenedDescriptors = [.. ReopenedDescriptors.Where(one => left.FindAround(one.RelativePath) is not null)],
            Warnings = [.. Warnings, $"{reason}; the volume stays as the runtime mounted it, {BecauseOfSkip}"],
        };
    }
}
