using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>
/// An engine, who runs it, and what its containers' roots are made of: tests/environment/harmlessness/run.sh knows them.
/// </summary>
internal sealed record EngineSetting(DebianTree Tree, string Engine, bool IsRootless, string Root)
{
    private static readonly ImmutableArray<string> RightRoots =
        ["layers-idmapped", "layers-chowned", "layers-vfs", "plain-chowned", "plain-idmapped", "rootfs-option-idmap"];

    private static readonly ImmutableArray<string> WrongRoots =
        ["plain", "overlay", "tmpfs", "rootfs-option-overlay", "idmapped-otherwise"];

    private static readonly ImmutableArray<string> ContainerdRoots = ["layers-chowned", "layers-labelled"];

    private static readonly ImmutableArray<string> Runtimes = ["crun", "runc"];

    private static readonly ImmutableArray<bool> Users = [false, true];

    public static ImmutableArray<EngineSetting> RightWithout { get; } =
    [
        .. OfPodman(RightRoots),
        .. from tree in Trees
           from root in ContainerdRoots
           select new EngineSetting(tree, "containerd", false, root),
    ];

    public static ImmutableArray<EngineSetting> WrongWithout { get; } = [.. OfPodman(WrongRoots)];

    public IEnumerable<ContainerCase> Cases =>
        from runtime in Runtimes from space in UserNamespaces select new ContainerCase(this, runtime, space);

    private static DebianTree[] Trees => [DebianTree.Sid, DebianTree.Trixie];

    private ImmutableArray<UserNamespace> UserNamespaces => (Engine, IsRootless) switch
    {
        ("containerd", _) => UserNamespace.OfContainerd,
        (_, true) => UserNamespace.OfUser,
        _ => UserNamespace.OfRoot,
    };

    public override string ToString() => $"{Tree.Name} {(IsRootless ? "rootless" : "rootful")} {Engine} {Root}";

    private static IEnumerable<EngineSetting> OfPodman(ImmutableArray<string> roots) =>
        from tree in Trees
        from isRootless in Users
        from root in roots
        select new EngineSetting(tree, "podman", isRootless, root);
}
