using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Where one of config.json's mounts that asks to be idmapped is.</summary>
/// <param name="Mount">To be replaced by an idmapped copy; null where there is nothing to do for it, or something is in the
/// way.</param>
/// <param name="Fault">Why what it asks for cannot be done, though nobody else has done it.</param>
/// <param name="Warning">Why nothing is done, where an operator should know; neither where it is right or nobody sees it.</param>
internal readonly record struct VolumePlace(MountEntry? Mount, string? Fault, string? Warning)
{
    public static VolumePlace NothingToDo => default;

    public static VolumePlace Found(MountEntry mount) => new(mount, null, null);

    public static VolumePlace Faulty(string reason) => new(null, reason, null);

    public static VolumePlace Left(string reason) => new(null, null, reason);
}
