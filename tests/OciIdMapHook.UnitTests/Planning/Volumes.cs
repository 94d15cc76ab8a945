using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Containers with volumes; the rootfs stays as it is, so that the plan is about the volumes alone.</summary>
internal static class Volumes
{
    public static readonly OciIdMapping[] Mappings = [new() { HostId = 7, Size = 10 }];

    public static OciMount Bind(string destination, params string[] options) =>
        new() { Destination = destination, Type = "bind", Source = "/srv", Options = ["rbind", .. options] };

    /// <summary>The rootfs of the container is not to be remapped.</summary>
    public static ContainerFacts Of(params (OciMount Mount, MountEntry Entry)[] volumes)
    {
        var facts = Containers.Remappable.WithMode("never").WithMounts([.. volumes.Select(volume => volume.Entry)]);
        return facts with
        {
            Config = facts.Config with { Mounts = [.. volumes.Select(volume => volume.Mount)] },
            Volumes =
                [.. volumes.Select(
                    (volume, index) => new VolumeFact(index, volume.Entry.Id, IsMountRoot: true, ShowsSource: true))],
        };
    }

    public static MountEntry At(int id, string below, int parent = Containers.RootMountId, string options = "rw") =>
        Containers.Mount(id, parent, Containers.RootPath + below, options);

    public static VolumesPlan VolumesPlan(this ContainerFacts facts) => Planner.Decide(facts) switch
    {
        Decision.RemapVolumes volumes => volumes.Plan,
        Decision.Remap remap => remap.Plan.Volumes,
        var other => throw new AssertionException($"no volumes but {other}"),
    };

    public static ContainerFacts WithoutUserNamespace(this ContainerFacts facts) =>
        facts.With(new OciLinux { Namespaces = [Containers.NewMount] }) with
        {
            Init = facts.Init with { SharesHookUserNamespace = true },
        };
}
