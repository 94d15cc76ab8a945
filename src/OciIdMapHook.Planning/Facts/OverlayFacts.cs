using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What a rootfs that is an overlay is made of, looked up in the hook's own mount namespace: its mounter's.</summary>
public abstract record OverlayFacts
{
    private protected OverlayFacts()
    {
    }

    /// <summary>Nobody has looked for the layers: most overlays are left alone for what their merged root shows.</summary>
    public sealed record NotLookedAt : OverlayFacts;

    /// <summary>A layer is not where the overlay's options say it was.</summary>
    /// <param name="Reason">Which one, as a clause.</param>
    public sealed record Missing(string Reason) : OverlayFacts;

    /// <summary>Every layer was found.</summary>
    public sealed record Found : OverlayFacts
    {
        /// <summary>Topmost first.</summary>
        public required IReadOnlyList<LayerFacts> Lowers { get; init; }

        /// <inheritdoc cref="OverlayOptions.DataLayers"/>
        public IReadOnlyList<LayerFacts> DataLayers { get; init; } = [];

        /// <summary>Null for an overlay that cannot be written to.</summary>
        public LayerFacts? Upper { get; init; }

        /// <summary>The overlay's <c>workdir</c>; there when <see cref="Upper"/> is.</summary>
        public LayerFacts? WorkFolder { get; init; }

        /// <inheritdoc cref="OverlayOptions.IsReadOnly"/>
        public bool IsReadOnly { get; init; }

        /// <inheritdoc cref="OverlayOptions.Others"/>
        public IReadOnlyList<OverlayOption> Options { get; init; } = [];
    }
}
