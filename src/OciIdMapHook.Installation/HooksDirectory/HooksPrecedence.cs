namespace OciIdMapHook.Installation;

/// <summary>A file that no engine uses, because a later folder has one of its name.</summary>
/// <param name="File">The file that is not used.</param>
/// <param name="By">The file that is used in its place.</param>
public sealed record MaskedHookFile(HooksFolderFile File, HooksFolderFile By);

/// <summary>
/// What an engine makes of several folders: a file of a later one takes the place of all before it with its name.
/// </summary>
/// <remarks>Only files that make a hook do: one whose executable is missing leaves the earlier one in force.</remarks>
public static class HooksPrecedence
{
    /// <param name="folders">In increasing preference, as engines are told of them.</param>
    /// <returns>The files whose hooks run, in the order in which they do.</returns>
    public static IReadOnlyList<HooksFolderFile> InForce(IEnumerable<HooksFolder> folders) =>
    [
        .. Read(folders).GroupBy(file => file.Name, StringComparer.Ordinal)
            .Select(sameName => sameName.Last())
            .OrderBy(file => file.Name.ToLowerInvariant(), StringComparer.Ordinal),
    ];

    /// <param name="folders">In increasing preference, as engines are told of them.</param>
    public static IReadOnlyList<MaskedHookFile> Masked(IEnumerable<HooksFolder> folders) =>
    [
        .. from sameName in Read(folders).GroupBy(file => file.Name, StringComparer.Ordinal)
           from masked in sameName.SkipLast(1)
           select new MaskedHookFile(masked, sameName.Last()),
    ];

    private static IEnumerable<HooksFolderFile> Read(IEnumerable<HooksFolder> folders) =>
        folders.SelectMany(folder => folder.Entries).Where(file => file.IsRead);
}
