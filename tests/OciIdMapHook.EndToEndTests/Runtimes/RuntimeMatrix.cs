namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>
/// Every runtime that a scenario runs on. On Debian 12 the host's are runc 1.1.5 and crun 1.8.1; sid's runc pins the
/// rootfs by a descriptor that it opens before the hook.
/// </summary>
public static class RuntimeMatrix
{
    public static IReadOnlyList<RuntimeUnderTest> Bundles { get; } =
    [
        new BundleRuntime("runc", DebianTree.Host),
        new BundleRuntime("crun", DebianTree.Host),
        new BundleRuntime("runc", DebianTree.Sid),
        new BundleRuntime("crun", DebianTree.Sid),
    ];

    public static IReadOnlyList<RuntimeUnderTest> All { get; } = [.. Bundles, new PodmanEngine(DebianTree.Sid, "crun")];
}
