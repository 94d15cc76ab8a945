using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether config.json is the document of which the runtime has made the init.</summary>
internal static class Contradictions
{
    /// <returns>In what both differ; null where they agree.</returns>
    public static string? Find(OciConfig config, InitFacts init)
    {
        var linux = config.Linux ?? LinuxSection.Empty;
        if (init.SharesHookUserNamespace)
        {
            return linux.AsksForIdMapping() && !linux.JoinsUserNamespace()
                ? "config.json has id mappings, but the container's init is in the hook's own user namespace"
                : null;
        }

        return linux.AsksForIdMapping()
            ? MapChoice.Compare(linux, init)
            : "config.json has no user namespace, but the container's init is in one of its own";
    }
}
