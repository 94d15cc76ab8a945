using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Whether a recomposed overlay is what the old one is.</summary>
internal static class OverlayProof
{
    /// <exception cref="LinuxException">It is read-only where the old one was not, or shows other files.</exception>
    internal static void Check(FileDescriptor overlay, FileDescriptor oldRoot, bool isWritable, string name)
    {
        if (isWritable && Files.IsReadOnly(overlay))
        {
            throw new LinuxException(
                Errno.EROFS,
                $"check of {name}",
                "it came up read-only, which the container would take for its rootfs's own; the kernel's log says why (dmesg, \"overlayfs:\")");
        }

        var shown = Names(overlay, name);
        var expected = Names(oldRoot, "the rootfs");
        shown.SymmetricExceptWith(expected);
        if (shown.Count > 0)
        {
            throw new LinuxException(
                Errno.None,
                $"check of {name}",
                $"\"{Printable.Text(shown.Min(StringComparer.Ordinal)!)}\" is in it or in the rootfs but not in both: its layers are not "
                + "where they were when the rootfs was mounted; mount the rootfs again");
        }
    }

    private static HashSet<string> Names(FileDescriptor root, string name)
    {
        using var folder = Files.OpenAt2(
            root, ".", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.Beneath | PathResolution.NoMagicLinks);
        return new HashSet<string>(Files.Names(folder, name), StringComparer.Ordinal);
    }
}
