using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Bundles;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>One way to ask an engine for a user namespace, and what comes of it.</summary>
/// <param name="Name">A column of the table.</param>
/// <param name="Options">As the engine takes them.</param>
/// <param name="Map">The ids of the container on the host; none where the engine gives it no user namespace.</param>
internal sealed record UserNamespace(string Name, ImmutableArray<string> Options, ImmutableArray<IdMapping> Map)
{
    // run.sh gives its ordinary user these.
    private const uint User = 1500;
    private const uint FirstSubordinate = 500_000;
    private const uint FirstOfContainers = 2_000_000;

    public bool IsOfPod { get; init; }

    /// <summary>As mount(8) takes it for X-mount.idmap.</summary>
    public string MountOption => Map.IsEmpty ? "-" : string.Join(',', Map.Select(range => $"u:{range},g:{range}"));

    public static ImmutableArray<UserNamespace> OfRoot { get; } =
    [
        new("auto", ["--userns=auto"], [new(0, FirstOfContainers, 65536)]),
        new("auto:size", ["--userns=auto:size=5000"], [new(0, FirstOfContainers, 5000)]),
        new("nomap", ["--userns=nomap"], []),
        new("keep-id", ["--userns=keep-id"], []),
        Mapped("one-range", [new(0, 100_000, 65536)]),
        Mapped("several", [new(0, 100_000, 1000), new(1000, 300_000, 1), new(1001, 400_000, 64535)]),
        WithoutRoot([new(1000, 100_000, 1)]),
        Mapped("host-id-0", [new(0, 1, 1000), new(1000, 0, 1), new(1001, 1001, 64535)]),
        Mapped("pod", [new(0, 100_000, 65536)]) with { IsOfPod = true },
        new("pod-auto", ["--userns=auto:size=65536"], [new(0, FirstOfContainers, 65536)]) { IsOfPod = true },
    ];

    /// <summary>
    /// The engine's options are in the ids of the namespace that a rootless engine makes for itself: 0 is the user there.
    /// </summary>
    public static ImmutableArray<UserNamespace> OfUser { get; } =
    [
        new("auto", ["--userns=auto"], [new(0, FirstSubordinate, 65535)]),
        new("auto:size", ["--userns=auto:size=5000"], [new(0, FirstSubordinate, 5000)]),
        new("nomap", ["--userns=nomap"], [new(0, FirstSubordinate, 65536)]),
        new("keep-id", ["--userns=keep-id"],
            [new(0, FirstSubordinate, User), new(User, User, 1), new(User + 1, FirstSubordinate + User, 64000)]),
        Mapped("one-range", [new(0, 1, 60000)]).OnHost(),
        Mapped("several", [new(0, 1, 1000), new(1000, 5000, 1), new(1001, 10_001, 50000)]).OnHost(),
        WithoutRoot([new(1000, 0, 1)]).OnHost(),
        Mapped("host-id-0", [new(0, 1, 1000), new(1000, 0, 1), new(1001, 1001, 64000)]).OnHost(),
        Mapped("pod", [new(0, 1, 60000)]).OnHost() with { IsOfPod = true },
        new("pod-auto", ["--userns=auto:size=60000"], [new(0, FirstSubordinate, 60000)]) { IsOfPod = true },
    ];

    /// <summary>What ctr has options for.</summary>
    public static ImmutableArray<UserNamespace> OfContainerd { get; } =
        [.. OfRoot.Where(space => space.Name is "one-range" or "several" or "without-id-0" or "host-id-0")];

    private static UserNamespace Mapped(string name, ImmutableArray<IdMapping> map) =>
        new(name, [.. map.SelectMany(range => new[] { $"--uidmap={range}", $"--gidmap={range}" })], map);

    private static UserNamespace WithoutRoot(ImmutableArray<IdMapping> map)
    {
        var mapped = Mapped("without-id-0", map);
        return mapped with { Options = [.. mapped.Options, "--user=1000:1000"] };
    }

    private UserNamespace OnHost() => this with
    {
        Map = [.. Map.Select(range => range with { HostId = range.HostId == 0 ? User : FirstSubordinate + range.HostId - 1 })],
    };
}
