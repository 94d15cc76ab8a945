using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations.Features;

/// <summary>User namespaces to try something with.</summary>
internal static class TrialNamespace
{
    /// <exception cref="LinuxException">The kernel makes none.</exception>
    internal static FileDescriptor Create() =>
        UserNamespace.Create(TrialMap.Choose(File.ReadAllText("/proc/self/uid_map")), TrialMap.Choose(File.ReadAllText("/proc/self/gid_map")));
}
