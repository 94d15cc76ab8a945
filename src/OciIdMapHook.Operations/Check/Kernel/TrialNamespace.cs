using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>User namespaces to try something with.</summary>
internal static class TrialNamespace
{
    /// <exception cref="LinuxException">The kernel makes none.</exception>
    internal static FileDescriptor Create() =>
        UserNamespace.Create(MapWithin("/proc/self/uid_map"), MapWithin("/proc/self/gid_map"));

    private static string MapWithin(string ownMap) => TrialMap.Choose(File.ReadAllText(ownMap));
}
