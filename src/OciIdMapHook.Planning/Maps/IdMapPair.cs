namespace OciIdMapHook.Planning;

/// <summary>The two maps of one user namespace.</summary>
internal sealed record IdMapPair(IdMap Uids, IdMap Gids)
{
    public Decision.NothingToDo? NothingToDoIfIdentity() => Uids.IsIdentity && Gids.IsIdentity
        ? new Decision.NothingToDo("the container's ids are the host's: its id maps are the identity")
        : null;
}
