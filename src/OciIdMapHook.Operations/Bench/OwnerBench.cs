namespace OciIdMapHook.Operations;

/// <summary>What it takes to give a rootfs to a container's ids.</summary>
public sealed record OwnerBench
{
    public required string Rootfs { get; init; }

    public required string FileSystem { get; init; }

    /// <summary>Files, folders and links.</summary>
    public required long Files { get; init; }

    /// <summary>The sizes of the regular files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>An idmapped mount: a user namespace, open_tree, mount_setattr and move_mount.</summary>
    public required Times Idmap { get; init; }

    /// <summary>A recursive chown of an overlay snapshot; null where it was not wanted.</summary>
    public Times? Chown { get; init; }

    /// <summary>How many times as long the chown takes, by the medians.</summary>
    public double? Ratio => Chown is null ? null : Chown.Median / Idmap.Median;
}

/// <summary>What one way took each time, in milliseconds.</summary>
/// <param name="Samples">In the order they were taken.</param>
public sealed record Times(IReadOnlyList<double> Samples)
{
    public double Median
    {
        get
        {
            var sorted = Samples.Order().ToArray();
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public double Least => Samples.Min();

    public double Most => Samples.Max();
}
