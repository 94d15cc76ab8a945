namespace OciIdMapHook.Benchmarks.Containers;

internal sealed record BundleMount(string Destination, string Type, string Source, params IReadOnlyList<string> Options)
{
    public static IReadOnlyList<BundleMount> OfEveryContainer { get; } =
    [
        new("/proc", "proc", "proc"),
        new("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        new("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        new("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        new("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        new("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
        new("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
    ];
}
