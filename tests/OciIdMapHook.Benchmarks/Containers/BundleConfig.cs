using System.Text.Json.Serialization;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>A config.json: as much as engines put into every one of them.</summary>
internal sealed record BundleConfig
{
    public string OciVersion { get; init; } = "1.0.2";

    public BundleProcess Process { get; init; } = new();

    public required BundleRoot Root { get; init; }

    public string Hostname { get; init; } = "container";

    public IReadOnlyList<BundleMount> Mounts { get; init; } = BundleMount.OfEveryContainer;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleHooks? Hooks { get; init; }

    public required BundleLinux Linux { get; init; }

    public static BundleConfig For(string rootfs, bool hasUserNamespace, string? hook) => new()
    {
        Root = new BundleRoot(rootfs),
        Linux = hasUserNamespace ? BundleLinux.WithUserNamespace : BundleLinux.WithoutUserNamespace,
        Hooks = hook is null ? null : new BundleHooks([new BundleHook(hook)]),
    };
}

internal sealed record BundleRoot(string Path);

internal sealed record BundleHooks(IReadOnlyList<BundleHook> CreateRuntime);

internal sealed record BundleHook(string Path)
{
    public IReadOnlyList<string> Env { get; } = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"];

    public int Timeout { get; } = 30;
}
