namespace OciIdMapHook.Documents;

/// <summary>What an overlay was made of, as its superblock's options in a mount table tell it.</summary>
/// <remarks>
/// Documentation/filesystems/overlayfs.rst; ovl_show_options in the kernel's fs/overlayfs/params.c. The paths are those that the
/// mounter gave, as it gave them: relative to what was its working directory, in its mount namespace, at that time.
/// </remarks>
public sealed record OverlayOptions
{
    /// <summary>The lower layers, topmost first.</summary>
    public required IReadOnlyList<string> LowerLayers { get; init; }

    /// <summary>Lower layers that hold data only (<c>::</c>, <c>datadir+=</c>; Linux 6.5), in their order.</summary>
    public IReadOnlyList<string> DataLayers { get; init; } = [];

    /// <summary>Null for an overlay that cannot be written to.</summary>
    public string? UpperLayer { get; init; }

    public string? WorkFolder { get; init; }

    /// <summary>The superblock itself is read-only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>All else, in order.</summary>
    public IReadOnlyList<OverlayOption> Others { get; init; } = [];

    /// <summary>Every path there is: lower layers, data layers, upper layer, work folder.</summary>
    public IEnumerable<string> Paths =>
        [.. LowerLayers, .. DataLayers, .. UpperLayer is null ? [] : new[] { UpperLayer }, .. WorkFolder is null
            ? []
            : new[] { WorkFolder }];

    /// <summary>Reads <see cref="MountEntry.EscapedSuperOptions"/>.</summary>
    /// <exception cref="DocumentException">They name no lower layer, or an upper layer without a work folder.</exception>
    public static OverlayOptions Parse(string escapedSuperOptions) => OverlayOptionsText.Parse(escapedSuperOptions);
}
