namespace OciIdMapHook.Planning;

/// <summary>Whom the things that Podman has given to the container's ids on the host are to belong to on disk.</summary>
/// <param name="Root">Null where it stays as it is.</param>
/// <param name="Work">Likewise.</param>
/// <param name="Etc">Likewise.</param>
/// <param name="Mtab">Likewise.</param>
public sealed record EngineTraces(Owner? Root, Owner? Work, Owner? Etc, Owner? Mtab)
{
    public static EngineTraces None { get; } = new(null, null, null, null);

    public bool IsNothing => Root is null && Work is null && Etc is null && Mtab is null;

    /// <summary>They are nobody's once the rootfs is remapped. In an upper layer that stays shifted, because a container has used
    /// it like that, it is the other way round: what was copied up from below is.</summary>
    /// <param name="facts">What was seen.</param>
    /// <param name="remap">What will become of the rootfs.</param>
    /// <param name="isEnginesOverlay">The rootfs is an overlay of Podman's own.</param>
    /// <param name="isHostsRoot">The hook is the host's root.</param>
    public static EngineTraces Find(EngineTraceFacts facts, RemapPlan remap, bool isEnginesOverlay, bool isHostsRoot)
    {
        var maps = remap.Maps;
        var evidence = new OwnerEvidence(maps, isHostsRoot);
        if (remap.Replacement is ReplacementRoot.IdmappedClone { ReplacesMap: true } or ReplacementRoot.Overlay { Upper: null }
            || (remap.Replacement is ReplacementRoot.Overlay { Upper.IsMapped: false } && !isEnginesOverlay))
        {
            return None;
        }

        if (remap.Replacement is ReplacementRoot.Overlay && evidence.Count(facts.InUpper).Shifted > 0)
        {
            return facts is { IsEtcInUpper: true, Etc: { } copied } && evidence.OfEntry(copied) is Sign.OnDisk
                ? None with { Etc = maps.ToHost(copied) }
                : None;
        }

        var isOverlay = isEnginesOverlay && remap.Replacement is ReplacementRoot.Overlay && !evidence.IsAmbiguous(facts.Root);
        return new EngineTraces(
            isOverlay ? maps.ToContainer(facts.Root) : null,
            isOverlay && facts.Work is { } work ? maps.ToContainer(work) : null,
            facts.Etc is { } etc && !evidence.IsAmbiguous(etc) ? maps.ToContainer(etc) : null,
            facts.Mtab is { } mtab && mtab == Owners.Shifted(maps) ? maps.ToContainer(mtab) : null);
    }

    /// <summary>The facts of a rootfs without the one of what lies in it that Podman has given away: of a rootfs that holds
    /// nothing else but mount points it would look as if all of it were shifted.</summary>
    /// <param name="facts">What was seen.</param>
    /// <param name="etc">Whom the folder <c>etc</c> belongs to; null where it does not lie in the rootfs.</param>
    public static ContainerFacts WithoutEtc(ContainerFacts facts, Owner? etc)
    {
        if (etc is not { } owner || facts.Root.Overlay is not null)
            return facts;
        var entries = new List<Owner>(facts.Root.Entries);
        entries.Remove(owner);
        return facts with { Root = facts.Root with { Entries = entries } };
    }
}
