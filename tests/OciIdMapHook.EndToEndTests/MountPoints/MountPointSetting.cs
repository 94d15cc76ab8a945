using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>A Podman and a runtime: their containers are run in one go.</summary>
internal sealed record MountPointSetting(DebianTree Tree, string Runtime)
{
    private static readonly ImmutableArray<string> Roots = ["debootstrap", "export", "bare", "etc-outside", "links"];

    private static readonly ImmutableArray<string> Kinds =
        ["plain", "overlay", "read-only", "systemd", "init", "workdir", "volumes", "secrets", "pod", "restart"];

    public static ImmutableArray<MountPointSetting> All { get; } =
    [
        .. from tree in new[] { DebianTree.Sid, DebianTree.Trixie }
           from runtime in new[] { "crun", "runc" }
           select new MountPointSetting(tree, runtime),
    ];

    public IEnumerable<MountPointCase> Cases => from root in Roots from kind in Kinds select new MountPointCase(this, root, kind);

    public override string ToString() => $"{Tree.Name} {Runtime}";
}
