namespace OciIdMapHook.Planning;

/// <summary>A layer of the overlay that is to be made.</summary>
/// <param name="Layer">The folder.</param>
/// <param name="IsMapped">It is to be idmapped; else its files belong to the container's ids already.</param>
public sealed record LayerUse(LayerFacts Layer, bool IsMapped);
