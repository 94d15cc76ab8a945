using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>User namespaces to try something with.</summary>
internal static class ProbeNamespace
{
    /// <exception cref="LinuxException">The kernel makes none.</exception>
    internal static FileDescriptor Create() =>
        UserNamespace.Create(MapWithin("/proc/self/uid_map"), MapWithin("/proc/self/gid_map"));

    private static string MapWithin(string ownMap) => ProbeMap.Choose(File.ReadAllText(ownMap));
}
