using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Whom the things belong to that lie directly in a folder: in its own file system, and as far as the hook knows the ids.
/// </summary>
internal static class EntryOwners
{
    /// <summary>More are never looked at: a root has some twenty, one of a hundred thousand is not to cost anything, and an
    /// overlay looks for each name in a hundred layers.</summary>
    internal const int MaxEntries = 32;

    /// <param name="folder">The folder; O_PATH does.</param>
    /// <param name="mountId">The mount it is on: what lies on another one in it is none of its own.</param>
    /// <returns>Empty where the caller may not read the folder.</returns>
    internal static IReadOnlyList<Owner> Of(FileDescriptor folder, int mountId)
    {
        try
        {
            using var open = Files.OpenAt2(
                folder, ".", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.Beneath | PathResolution.NoMagicLinks);
            return OfOpen(open, mountId);
        }
        catch (LinuxException)
        {
            return [];
        }
    }

    /// <summary>The same of a folder that is open for reading.</summary>
    internal static IReadOnlyList<Owner> OfOpen(FileDescriptor folder, int mountId)
    {
        try
        {
            return Read(folder, mountId);
        }
        catch (LinuxException)
        {
            // Its own owner decides then.
            return [];
        }
    }

    private static List<Owner> Read(FileDescriptor folder, int mountId)
    {
        var owners = new List<Owner>(MaxEntries);
        var seen = 0;
        Files.ForEachStatus(folder, "a folder", (_, status) =>
        {
            if (status.MountId == mountId && !status.IsWhiteout && !UnknownOwner.Is(status))
                owners.Add(status.Owner());
            return ++seen < MaxEntries;
        });
        return owners;
    }
}
