using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Questions to the <c>linux</c> member of config.json.</summary>
internal static class LinuxSection
{
    /// <summary>That of a document without one.</summary>
    public static OciLinux Empty { get; } = new();

    public static OciNamespace? FindNamespace(this OciLinux linux, string type)
    {
        foreach (var candidate in linux.Namespaces)
        {
            if (string.Equals(candidate.Type, type, StringComparison.Ordinal))
                return candidate;
        }

        return null;
    }

    /// <summary>The user namespace is one that exists already: a process's, or one that is bind-mounted.</summary>
    public static bool JoinsUserNamespace(this OciLinux linux) => linux.FindNamespace("user")?.Path is { Length: > 0 };

    public static bool HasMappings(this OciLinux linux) => linux.UidMappings.Count > 0 || linux.GidMappings.Count > 0;

    /// <summary>
    /// Maps that stand for nothing. Podman 5.4 writes them where a container joins a user namespace, because some
    /// runtimes want to read maps.
    /// </summary>
    public static bool HasPlaceholderMappings(this OciLinux linux) =>
        linux.JoinsUserNamespace() && IsPlaceholder(linux.UidMappings) && IsPlaceholder(linux.GidMappings);

    public static bool AsksForIdMapping(this OciLinux linux) => linux.HasMappings() || linux.FindNamespace("user") is not null;

    private static bool IsPlaceholder(IReadOnlyList<OciIdMapping> mappings) =>
        mappings is [{ ContainerId: 0, HostId: 0, Size: 1 }];
}
