using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Whether a recomposed overlay is what the old one is.</summary>
internal static class OverlayProof
{
    /// <exception cref="LinuxException">It is read-only where the old one was not, or shows other files, or files of
    /// others.</exception>
    internal static void Check(
        FileDescriptor overlay, FileDescriptor oldRoot, bool isWritable, string name, OverlayOwnerProof? owners)
    {
        if (isWritable && Files.IsReadOnly(overlay))
        {
            throw new LinuxException(
                Errno.EROFS,
                $"check of {name}",
                "it came up read-only, which the container would take for its rootfs's own; the kernel's log says why (dmesg, "
                + "\"overlayfs:\")");
        }

        using var newFolder = Open(overlay);
        using var oldFolder = Open(oldRoot);
        var shown = Names(newFolder, name);
        shown.SymmetricExceptWith(Names(oldFolder, "the rootfs"));
        if (shown.Count > 0)
        {
            throw new LinuxException(
                Errno.None,
                $"check of {name}",
                $"\"{Printable.Text(First(shown))}\" is in it or in the rootfs but not in both: its layers are not "
                + "where they were when the rootfs was mounted; mount the rootfs again");
        }

        owners?.Check(overlay, oldRoot, name);
    }

    private static string First(HashSet<string> names)
    {
        var sorted = new List<string>(names);
        sorted.Sort(StringComparer.Ordinal);
        return sorted[0];
    }

    private static FileDescriptor Open(FileDescriptor root) => Files.OpenAt2(
        root, ".", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.Beneath | PathResolution.NoMagicLinks);

    private static HashSet<string> Names(FileDescriptor folder, string name) =>
        new(Files.Names(folder, name), StringComparer.Ordinal);
}
