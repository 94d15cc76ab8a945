namespace OciIdMapHook.Planning;

/// <summary>The volumes that become idmapped, once the root is as it is to be.</summary>
public sealed record VolumesPlan
{
    /// <summary>No volume at all.</summary>
    public static VolumesPlan Empty { get; } = new() { RootPath = "/", Volumes = [], Repointings = [] };

    /// <summary>The root's mount point in the container's mount namespace.</summary>
    public required string RootPath { get; init; }

    /// <summary>Inner ones before those they lie in, whose copy then takes them along.</summary>
    public required IReadOnlyList<VolumePlan> Volumes { get; init; }

    /// <summary>What an operator should know though the container starts; one line each. Where the root is remapped too, they are among
    /// its plan's.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the init holds on the volumes and on mounts below them, to be made to name the same place again.</summary>
    public required IReadOnlyList<Repointing> Repointings { get; init; }
}
