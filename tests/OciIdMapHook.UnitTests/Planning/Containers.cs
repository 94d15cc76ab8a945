using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Facts about a container whose rootfs is to be remapped; tests change what they are about.</summary>
internal static class Containers
{
    public const string RootPath = "/var/lib/demo/rootfs";
    public const int RootMountId = 65;

    public static readonly OciNamespace NewUser = new() { Type = "user" };
    public static readonly OciNamespace NewMount = new() { Type = "mount" };
    public static readonly OciIdMapping[] Mappings = [new() { HostId = 100_000, Size = 65_536 }];
    public static readonly IdRange[] Ranges = [new(0, 100_000, 65_536)];

    public static OciLinux Linux { get; } = new()
    {
        UidMappings = Mappings,
        GidMappings = Mappings,
        Namespaces = [NewMount, NewUser],
    };

    public static ContainerFacts Remappable { get; } = new()
    {
        State = new OciState { Id = "c1", Pid = 4711, Bundle = "/var/lib/demo" },
        Config = new OciConfig { Root = new OciRoot { Path = "rootfs" }, Linux = Linux },
        Init = new InitFacts
        {
            IsMadeByHostsRoot = true,
            MayBeMappedToAnyId = true,
            SharesHookMountNamespace = false,
            SharesHookUserNamespace = false,
            UidMap = Ranges,
            GidMap = Ranges,
        },
        Root = new RootFacts
        {
            Path = RootPath,
            MountId = RootMountId,
            IsMountPoint = true,
            Owner = Owner.Root,
            FileSystemType = "ext4",
        },
        Mounts = [Mount(1, 1, "/"), Mount(RootMountId, 1, RootPath)],
    };

    public static MountEntry Mount(int id, int parentId, string mountPoint, string options = "rw") => new()
    {
        Id = id,
        ParentId = parentId,
        Device = "8:1",
        Root = "/",
        MountPoint = mountPoint,
        Options = options,
        FileSystemType = "tmpfs",
    };

    public static ContainerFacts With(this ContainerFacts facts, OciLinux linux) =>
        facts with { Config = facts.Config with { Linux = linux } };

    public static ContainerFacts WithMode(this ContainerFacts facts, string mode) => facts with
    {
        Config = facts.Config with { Annotations = new Dictionary<string, string> { [RootfsModeAnnotation.Name] = mode } },
    };

    public static ContainerFacts WithOwner(this ContainerFacts facts, uint uid, uint gid) =>
        facts with { Root = facts.Root with { Owner = new Owner(uid, gid) } };

    /// <summary>Has things of these owners lie directly in the root, each with a group of the same id.</summary>
    public static ContainerFacts WithEntries(this ContainerFacts facts, params uint[] ids) =>
        facts with { Root = facts.Root with { Entries = Array.ConvertAll(ids, id => new Owner(id, id)) } };

    /// <summary>Adds mounts to those of <see cref="Remappable"/>.</summary>
    public static ContainerFacts WithMounts(this ContainerFacts facts, params MountEntry[] mounts) =>
        facts with { Mounts = [.. facts.Mounts, .. mounts] };

    public static RemapPlan Plan(this ContainerFacts facts) => Planner.Decide(facts) switch
    {
        Decision.Remap remap => remap.Plan,
        var other => throw new AssertionException($"no plan but {other}"),
    };

    public static string Refusal(this ContainerFacts facts) => Planner.Decide(facts) switch
    {
        Decision.Refusal refusal => refusal.Reason,
        var other => throw new AssertionException($"no refusal but {other}"),
    };

    public static string NothingToDo(this ContainerFacts facts) => Planner.Decide(facts) switch
    {
        Decision.NothingToDo nothing => nothing.Reason,
        var other => throw new AssertionException($"something to do: {other}"),
    };

    /// <summary>The init turns out to have no user namespace of its own.</summary>
    public static ContainerFacts WithHooksUserNamespace(this ContainerFacts facts) =>
        facts with { Init = facts.Init with { SharesHookUserNamespace = true } };

    public static string? NothingToDoByDocuments(this ContainerFacts facts) =>
        Planner.DecideFromDocuments(facts.State, facts.Config)?.Decision.Reason;
}
