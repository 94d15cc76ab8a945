using System.Text.Json.Serialization;

namespace OciIdMapHook.Benchmarks.Containers;

internal sealed record BundleLinux
{
    private static readonly BundleNamespace[] UsualNamespaces =
        [new("pid"), new("network"), new("ipc"), new("uts"), new("mount")];

    private static readonly BundleRange[] Map = [new(0, 100_000, 65_536)];

    public static BundleLinux WithoutUserNamespace { get; } = new() { Namespaces = UsualNamespaces };

    public static BundleLinux WithUserNamespace { get; } =
        new() { Namespaces = [.. UsualNamespaces, new BundleNamespace("user")], UidMappings = Map, GidMappings = Map };

    public required IReadOnlyList<BundleNamespace> Namespaces { get; init; }

    public IReadOnlyList<BundleRange> UidMappings { get; init; } = [];

    public IReadOnlyList<BundleRange> GidMappings { get; init; } = [];

    public IReadOnlyList<string> MaskedPaths { get; } =
    [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware", "/proc/scsi",
    ];

    public IReadOnlyList<string> ReadonlyPaths { get; } =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];
}

internal sealed record BundleNamespace(string Type);

internal sealed record BundleRange(
    [property: JsonPropertyName("containerID")] uint ContainerId, [property: JsonPropertyName("hostID")] uint HostId, uint Size);
