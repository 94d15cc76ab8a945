using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether the runtime may have read another container out of config.json than the hook does.</summary>
internal static class Ambiguities
{
    /// <returns>Why the container must not start, and what to do; null when nothing depends on it.</returns>
    /// <remarks>Without a user namespace of its own there is nothing to remap, however the document is read.</remarks>
    public static Decision.Refusal? Check(ContainerFacts facts)
    {
        if (facts.Init.SharesHookUserNamespace || facts.Config.Ambiguity is not { } member)
            return null;

        var (place, name) = (Printable.Text(member.Place), Printable.Text(member.Name));
        var what = member.Name == member.ReadAs
            ? $"{place} has \"{name}\" more than once, of which some runtimes take the first and others the last, or both"
            : $"{place} has \"{name}\", which some runtimes read as \"{member.ReadAs}\" and others do not";
        return new Decision.Refusal(
            $"config.json can be read in two ways: {what}, so that nobody knows which container the runtime has made; leave one "
            + $"\"{member.ReadAs}\" there",
            RefusalCause.BadInput);
    }
}
