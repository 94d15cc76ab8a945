using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What becomes of the rootfs of a container that is restored, before anything is mounted in it.</summary>
/// <remarks>CRIU 4.1 dumps and restores mounts without their id maps, the rootfs's included.</remarks>
internal static class RestoredRoot
{
    public static Decision Decide(RootFacts root, IdMaps maps)
    {
        const string Restored = "the container is restored from a checkpoint: its mounts are made by CRIU, after this hook";
        if (MapChoice.NothingToDoIfIdentity(maps) is { } identity)
            return identity;

        return root.OwnerIsUnknown || maps.OwnOnHost(root.Owner)
            ? new Decision.NothingToDo(Restored)
            : new Decision.LeftAlone(
                $"{Restored}, and without id maps, so that the files of {Printable.Text(root.Path)}, which belong to "
                + $"{root.Owner}, may be nobody's in it; start the container anew, or chown -R its rootfs to "
                + "its host ids before it is checkpointed");
    }
}
