using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Looks at the folders that an overlay's options name.</summary>
/// <param name="mounts">The hook's own mount table.</param>
/// <param name="device">The overlay's own device.</param>
/// <param name="baseFolder">What relative paths start from; empty where there are none.</param>
internal sealed class LayerSearch(IReadOnlyList<MountEntry> mounts, string device, string baseFolder)
{
    /// <exception cref="LayerMissingException">It is not there.</exception>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal LayerFacts Find(string path, string kind)
    {
        var absolute = Join(baseFolder, path);
        using var folder = Open(absolute)
            ?? throw new LayerMissingException(
                $"its {kind} {Printable.Text(absolute)} is not there; leave the layers of a mounted overlay where they are");
        var status = Files.Status(folder);
        var mount = mounts.FirstOrDefault(entry => entry.Id == status.MountId)
            ?? throw new LayerMissingException(
                $"its {kind} {Printable.Text(absolute)} is not in the hook's mount namespace; run the runtime where the overlay "
                + "is mounted");
        if (mount.Device == device)
        {
            throw new LayerMissingException(
                $"its {kind} {Printable.Text(absolute)} is covered by the overlay itself; mount the overlay on another folder");
        }

        return new LayerFacts(
            Files.PathOf(folder), status.Device, status.Inode, status.Owner(), mount.IsIdmapped, mount.FileSystemType)
        {
            Entries = EntryOwners.OfOpen(folder, status.MountId),
            UniqueMountId = Files.UniqueMountId(folder),
        };
    }

    /// <summary>A layer is opened once, of a hundred; whoever may not read it is content with its owner.</summary>
    private static FileDescriptor? Open(string path)
    {
        try
        {
            return Files.OpenIfThere(path, OpenFlags.ReadOnly | OpenFlags.Directory);
        }
        catch (LinuxException)
        {
            return Files.OpenIfThere(path, OpenFlags.Path | OpenFlags.Directory);
        }
    }

    internal static string Join(string baseFolder, string path) =>
        path.StartsWith('/') ? path : $"{baseFolder.TrimEnd('/')}/{path}";
}
