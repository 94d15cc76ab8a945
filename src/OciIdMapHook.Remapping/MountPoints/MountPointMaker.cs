using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes mount points in a rootfs, by the descriptors of the folders that they are made in: whoever exchanges folders and links
/// meanwhile leads it nowhere outside, and nothing that is there is changed.
/// </summary>
internal static class MountPointMaker
{
    /// <param name="root">The rootfs on the host.</param>
    /// <param name="point">What is missing.</param>
    /// <param name="owner">Whom it is to belong to, on the mount that the rootfs is on.</param>
    /// <exception cref="LinuxException">It cannot be made, or the way to it is another one by now.</exception>
    internal static void Make(FileDescriptor root, MountPoint point, Owner owner)
    {
        if (owner == default)
        {
            Make(root, point);
            return;
        }

        var before = FileSystemIds.Set(owner.Uid, owner.Gid);
        try
        {
            Make(root, point);
        }
        finally
        {
            FileSystemIds.Set(before.Uid, before.Gid);
        }
    }

    private static void Make(FileDescriptor root, MountPoint point)
    {
        var names = point.Place.Split('/');
        var folder = Open(root, point.Existing == 0 ? "." : string.Join('/', names, 0, point.Existing));
        try
        {
            for (var i = point.Existing; i < names.Length; i++)
            {
                var isLast = i == names.Length - 1;
                if (isLast && point.IsFile)
                    Files.TryCreateEmpty(folder, names[i], point.Mode, point.Place);
                else
                    Files.TryMakeDirectory(folder, names[i], isLast ? point.Mode : point.FolderMode, point.Place);
                if (isLast)
                    continue;

                var next = Open(folder, names[i]);
                folder.Dispose();
                folder = next;
            }
        }
        finally
        {
            folder.Dispose();
        }
    }

    private static FileDescriptor Open(FileDescriptor folder, string path) => Files.OpenAt2(
        folder,
        path,
        OpenFlags.Path | OpenFlags.Directory,
        PathResolution.InsideTree | PathResolution.NoMountCrossing);
}
