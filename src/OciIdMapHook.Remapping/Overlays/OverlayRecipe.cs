using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>
/// An overlay that is to be made: each part is made when it is asked for, so that few descriptors do for any number.
/// </summary>
internal sealed record OverlayRecipe
{
    /// <summary>How the overlay is called in errors.</summary>
    internal required string Name { get; init; }

    /// <summary>What the mount table shows as its source.</summary>
    internal required string Source { get; init; }

    /// <summary>Topmost first; each a detached mount.</summary>
    internal required IReadOnlyList<LayerTree> Lowers { get; init; }

    /// <inheritdoc cref="OverlayOptions.DataLayers"/>
    internal required IReadOnlyList<LayerTree> DataLayers { get; init; }

    internal required WritableLayer? Writable { get; init; }

    internal required bool IsReadOnly { get; init; }

    internal required IReadOnlyList<OverlayOption> Options { get; init; }
}
