using Medallion.Shell;

namespace OciIdMapHook.LinuxTests.Support;

/// <summary>A cgroup v2 folder, on a mount of its own: hosts differ in where they have cgroup2.</summary>
internal sealed class TemporaryCgroup : IDisposable
{
    private readonly string mount = Directory.CreateTempSubdirectory("cgroup-").FullName;

    internal TemporaryCgroup()
    {
        Run("mount", "-t", "cgroup2", "none", mount);
        Directory.CreateDirectory(Path);
    }

    internal string Name { get; } = $"idmap-test-{Environment.ProcessId}";

    internal string Path => $"{mount}/{Name}";

    public void Dispose()
    {
        Directory.Delete(Path);
        Run("umount", mount);
        Directory.Delete(mount);
    }

    private static void Run(string program, params object[] arguments)
    {
        var result = Command.Run(program, arguments).Result;
        if (!result.Success)
            throw new InvalidOperationException($"{program}: {result.StandardError}");
    }
}
