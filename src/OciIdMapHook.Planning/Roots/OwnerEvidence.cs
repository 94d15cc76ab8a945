namespace OciIdMapHook.Planning;

/// <summary>
/// What owners tell about the ids on disk: whether they are the container's own, or something has shifted them.
/// </summary>
internal sealed class OwnerEvidence
{
    private readonly IdMaps maps;
    private readonly bool isHostsRoot;
    private readonly Owner containerRoot; // as the host's ids
    private readonly Owner rootOnDisk;

    /// <param name="maps">The container's.</param>
    /// <param name="isHostsRoot">The hook is the host's root. Elsewhere 0 is whoever runs the engine: files of 0 are then no sign
    /// that they are the container's root's, if the container has 0 among its host ids (Podman's <c>keep-id</c>).</param>
    public OwnerEvidence(IdMaps maps, bool isHostsRoot)
    {
        this.maps = maps;
        this.isHostsRoot = isHostsRoot;
        (containerRoot, rootOnDisk) = (Owners.Shifted(maps), Owners.OnDisk(maps)); // the lowest ids, where it has no 0
    }

    /// <summary>Of the folder that is the root of a file system or of a layer.</summary>
    public Sign OfFolder(Owner owner)
    {
        if (owner == containerRoot || (!isHostsRoot && maps.OwnOnHost(owner)))
            return Sign.Shifted;

        return IsTheSame(owner) ? Sign.None
            : maps.OwnInContainer(owner) ? Sign.OnDisk
            : maps.OwnOnHost(owner) ? Sign.Shifted
            : Sign.None;
    }

    /// <summary>Of something that lies in that folder.</summary>
    public Sign OfEntry(Owner owner) => (maps.OwnInContainer(owner), maps.OwnOnHost(owner)) switch
    {
        (true, false) => Sign.OnDisk,
        (false, true) => Sign.Shifted,
        (true, true) => OfBoth(owner),
        _ => Sign.None,
    };

    /// <summary>Nothing about the owner says whether it is an id on disk or a shifted one.</summary>
    public bool IsAmbiguous(Owner owner) => maps.OwnInContainer(owner) && maps.OwnOnHost(owner);

    /// <summary>Of all that lies in a folder.</summary>
    public Census Count(IReadOnlyList<Owner> entries)
    {
        var (onDisk, shifted) = (0, 0);
        foreach (var entry in entries)
        {
            var sign = OfEntry(entry);
            onDisk += sign is Sign.OnDisk ? 1 : 0;
            shifted += sign is Sign.Shifted ? 1 : 0;
        }

        return new Census(onDisk, shifted);
    }

    /// <summary>On the host and in the container it is the same one, so that it says nothing.</summary>
    private bool IsTheSame(Owner owner) => maps.ToHost(owner) == owner;

    /// <summary>Nearly everything belongs to the container's root, by either way of counting.</summary>
    private Sign OfBoth(Owner owner)
    {
        return (owner == rootOnDisk, owner == containerRoot) switch
        {
            (false, true) => Sign.Shifted,
            (true, false) when isHostsRoot => Sign.OnDisk,
            _ => Sign.None,
        };
    }

    /// <summary>How many of each there are.</summary>
    internal readonly record struct Census(int OnDisk, int Shifted)
    {
        /// <summary>What most say; <see cref="Sign.None"/> where they are as many.</summary>
        public Sign Majority => OnDisk > Shifted ? Sign.OnDisk : Shifted > OnDisk ? Sign.Shifted : Sign.None;
    }
}

/// <summary>Whose ids are on disk.</summary>
internal enum Sign
{
    /// <summary>Nothing is said about it.</summary>
    None,

    /// <summary>The container's: they are to be seen through the maps.</summary>
    OnDisk,

    /// <summary>The host's: something has shifted them, or a mount does.</summary>
    Shifted,
}
