namespace OciIdMapHook.Documents;

internal static class ConfigRules
{
    public static MemberFault? FindFault(OciConfig config) =>
        MemberFault.OfPath("$.root.path", config.Root?.Path)
        ?? MemberFault.OfNullIn("$.linux.uidMappings", config.Linux?.UidMappings)
        ?? MemberFault.OfNullIn("$.linux.gidMappings", config.Linux?.GidMappings)
        ?? MemberFault.OfNullIn("$.linux.namespaces", config.Linux?.Namespaces)
        ?? MemberFault.OfNullIn("$.mounts", config.Mounts)
        ?? FindMountFault(config.Mounts)
        ?? MemberFault.OfNullIn(config.Annotations);

    private static MemberFault? FindMountFault(IReadOnlyList<OciMount> mounts)
    {
        for (var i = 0; i < mounts.Count; i++)
        {
            if ((FindNull(mounts[i].Options, i, "options")
                ?? FindNull(mounts[i].UidMappings, i, "uidMappings")
                ?? FindNull(mounts[i].GidMappings, i, "gidMappings")) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static MemberFault? FindNull<T>(IReadOnlyList<T>? list, int mount, string member) =>
        list is null or { Count: 0 } || !list.Contains(default!)
            ? null
            : MemberFault.OfNullIn($"$.mounts[{mount}].{member}", list);
}
