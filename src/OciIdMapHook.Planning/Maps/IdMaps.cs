namespace OciIdMapHook.Planning;

/// <summary>The two maps of one user namespace.</summary>
public sealed record IdMaps(IdMap Uids, IdMap Gids)
{
    public bool AreIdentity => Uids.IsIdentity && Gids.IsIdentity;

    /// <summary>Both are ids that the container's are on the host: of files, something has shifted them already.</summary>
    public bool OwnOnHost(Owner owner) => Uids.ContainsHostId(owner.Uid) && Gids.ContainsHostId(owner.Gid);

    /// <summary>Both are ids of the container: files are to be seen through the maps.</summary>
    public bool OwnInContainer(Owner owner) =>
        Uids.ContainsContainerId(owner.Uid) && Gids.ContainsContainerId(owner.Gid);

    /// <returns>The owner on the host for one in the container, or null when one of its ids is not mapped.</returns>
    public Owner? ToHost(Owner owner) =>
        Uids.ToHost(owner.Uid) is { } uid && Gids.ToHost(owner.Gid) is { } gid ? new Owner(uid, gid) : null;

    /// <returns>The owner in the container for one on the host, or null when one of its ids is not mapped to.</returns>
    public Owner? ToContainer(Owner owner) =>
        Uids.ToContainer(owner.Uid) is { } uid && Gids.ToContainer(owner.Gid) is { } gid ? new Owner(uid, gid) : null;

    /// <returns><c>0:100000:65536</c> where both maps are the same, else <c>uids …, gids …</c>; for messages.</returns>
    public override string ToString() =>
        Uids.Equals(Gids) ? Uids.ToString() : string.Concat(["uids ", Uids.ToString(), ", gids ", Gids.ToString()]);

    public bool Equals(IdMaps? other) => other is not null && Uids.Equals(other.Uids) && Gids.Equals(other.Gids);

    public override int GetHashCode() => Uids.GetHashCode() ^ Gids.GetHashCode();
}
