namespace OciIdMapHook.Planning;

/// <summary>A layer of the overlay that is to be made.</summary>
/// <param name="Layer">The folder.</param>
/// <param name="IsMapped">It is to be idmapped, in place of the map that it may have; else its files belong to the container's
/// ids already.</param>
public sealed record LayerUse(LayerFacts Layer, bool IsMapped);
