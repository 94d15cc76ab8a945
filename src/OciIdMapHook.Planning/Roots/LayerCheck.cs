using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether one layer of an overlay is to be idmapped: by what lies directly in it, and by its folder only where that
/// says nothing.</summary>
/// <param name="maps">The container's.</param>
/// <param name="isHostsRoot">The hook is the host's root.</param>
/// <param name="isAlways">Nobody asks whom it belongs to.</param>
internal sealed class LayerCheck(IdMaps maps, bool isHostsRoot, bool isAlways)
{
    private readonly OwnerEvidence evidence = new(maps, isHostsRoot);

    /// <summary>
    /// The layer that is written to belongs to whoever is to write there: an engine that has given its folder to the container
    /// has shifted it, whatever was copied up from below since (Podman makes /etc/mtab in <c>--rootfs DIR:O</c>).
    /// </summary>
    public LayerUse UseUpper(LayerFacts layer) =>
        !isAlways && IsShiftedUpper(layer) ? new LayerUse(layer, IsMapped: false) : Use(layer);

    public LayerUse Use(LayerFacts layer) => new(layer, isAlways ? !layer.IsIdmapped : SignOf(layer) switch
    {
        Sign.OnDisk => true,
        Sign.Shifted => false,
        _ => layer.IsIdmapped, // with another map, so that it shows ids of nobody
    });

    /// <returns>Why the layer can neither be left nor be mapped; null where it can.</returns>
    public string? FindFault(LayerFacts layer, string kind)
    {
        if (isAlways || (kind == "upper" && IsShiftedUpper(layer)))
            return null;

        var census = evidence.Count(layer.Entries);
        if (census is { OnDisk: > 0, Shifted: > 0 })
        {
            return $"the rootfs is an overlay whose {kind} layer {Printable.Text(layer.Path)} holds files of the container's ids "
                + $"and others that are shifted already ({census.OnDisk} and {census.Shifted} of those directly in it), so that "
                + $"either would be nobody's; chown -R it to {Owners.OnDisk(maps)}, or to {Owners.Shifted(maps)} to have it left "
                + "alone";
        }

        return SignOf(layer) is Sign.None && !layer.IsIdmapped
            ? $"the rootfs is an overlay whose {kind} layer {Printable.Text(layer.Path)} belongs to "
                + Owners.BelongToNeither(layer.Owner, maps)
            : null;
    }

    private bool IsShiftedUpper(LayerFacts layer) => evidence.OfFolder(layer.Owner) is Sign.Shifted;

    private Sign SignOf(LayerFacts layer)
    {
        var entries = evidence.Count(layer.Entries).Majority;
        var sign = entries is Sign.None ? evidence.OfFolder(layer.Owner) : entries;
        return sign is Sign.None && evidence.IsAmbiguous(layer.Owner) ? Sign.OnDisk : sign;
    }
}
