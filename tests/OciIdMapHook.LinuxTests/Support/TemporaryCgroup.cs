namespace OciIdMapHook.LinuxTests.Support;

/// <summary>A cgroup v2 folder, on a mount of its own: hosts differ in where they have cgroup2.</summary>
internal sealed class TemporaryCgroup : IDisposable
{
    private readonly string mount = Directory.CreateTempSubdirectory("cgroup-").FullName;

    internal TemporaryCgroup()
    {
        HostProgram.Read("mount", "-t", "cgroup2", "none", mount);
        Directory.CreateDirectory(Path);
    }

    internal string Name { get; } = $"idmap-test-{Environment.ProcessId}";

    internal string Path => $"{mount}/{Name}";

    public void Dispose()
    {
        Directory.Delete(Path);
        HostProgram.Read("umount", mount);
        Directory.Delete(mount);
    }
}
