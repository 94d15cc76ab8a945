using OciIdMapHook.EndToEndTests.Roots;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>
/// Every runtime that a scenario runs on. On Debian 12 the host's are runc 1.1.5 and crun 1.8.1; sid's runc pins the
/// rootfs by a descriptor that it opens before the hook.
/// </summary>
public static class RuntimeMatrix
{
    /// <summary>By themselves, without an engine: what a user may run as well.</summary>
    public static IReadOnlyList<RuntimeUnderTest> Standalone { get; } =
    [
        new BundleRuntime("runc", DebianTree.Host),
        new BundleRuntime("crun", DebianTree.Host),
        new BundleRuntime("runc", DebianTree.Trixie),
        new BundleRuntime("crun", DebianTree.Trixie),
        new BundleRuntime("runc", DebianTree.Sid),
        new BundleRuntime("crun", DebianTree.Sid),
    ];

    /// <summary>Those that are given a config.json.</summary>
    public static IReadOnlyList<RuntimeUnderTest> Bundles { get; } =
        [.. Standalone, new ContainerdEngine(DebianTree.Trixie), new ContainerdEngine(DebianTree.Sid)];

    public static IReadOnlyList<RuntimeUnderTest> All { get; } =
        [.. Bundles, new PodmanEngine(DebianTree.Trixie, "crun"), new PodmanEngine(DebianTree.Sid, "crun")];

    /// <summary>One for each way to the root: by path, by a descriptor that is pinned, and with masks by descriptors.</summary>
    public static IReadOnlyList<RuntimeUnderTest> OneOfEach { get; } =
    [
        new BundleRuntime("runc", DebianTree.Host), new BundleRuntime("runc", DebianTree.Sid),
        new BundleRuntime("crun", DebianTree.Sid),
    ];

    /// <summary>All of them with each kind of root.</summary>
    public static IEnumerable<object[]> AllWithRoots => Each(All);

    public static IEnumerable<object[]> BundlesWithRoots => Each(Bundles);

    private static IEnumerable<object[]> Each(IEnumerable<RuntimeUnderTest> runtimes) =>
        from runtime in runtimes from kind in RootKind.All select new object[] { runtime, kind };
}
