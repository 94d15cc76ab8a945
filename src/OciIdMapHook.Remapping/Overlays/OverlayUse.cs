using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Whether a folder is the work folder of a live overlay, in whatever mount namespace: only the kernel knows.</summary>
internal static class OverlayUse
{
    /// <param name="parent">The folder that it is in, on a mount of the calling thread's mount namespace.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="parentName">How the parent is called in errors.</param>
    /// <remarks>
    /// An overlay marks its work folder, and with index=on another one that is to work in it gets EBUSY (ovl_report_in_use,
    /// fs/overlayfs/super.c), before anything else of the folder is looked at. So one is made of two empty layers, for this
    /// answer alone. It leaves folders of its own in a folder that nobody uses.
    /// </remarks>
    /// <exception cref="LinuxException">It is no folder, or the kernel makes no such overlay at all.</exception>
    internal static bool IsWorkFolderOfOverlay(FileDescriptor parent, string name, string parentName)
    {
        using var folder = Files.OpenAt2(
            parent, name, OpenFlags.Path | OpenFlags.Directory, PathResolution.InsideTree | PathResolution.NoMountCrossing);
        var trial = $"{WorkFolderName.Prefix}{Guid.NewGuid():N}";
        Files.MakeDirectory(parent, trial, parentName);
        try
        {
            using var layers = Files.OpenAt(parent, trial, OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow);
            Files.MakeDirectory(layers, "lower", trial);
            Files.MakeDirectory(layers, "upper", trial);
            return IsBusy(layers, folder);
        }
        finally
        {
            Files.RemoveTree(parent, trial);
        }
    }

    private static bool IsBusy(FileDescriptor layers, FileDescriptor work)
    {
        using var lower = Files.OpenAt(layers, "lower", OpenFlags.Path | OpenFlags.Directory);
        using var upper = Files.OpenAt(layers, "upper", OpenFlags.Path | OpenFlags.Directory);
        using var context = FileSystemContext.Open("overlay");
        context.SetString("lowerdir", Files.LinkTo(lower));
        context.SetString("upperdir", Files.LinkTo(upper));
        context.SetString("workdir", Files.LinkTo(work));
        context.SetString("index", "on");
        try
        {
            context.Create();
            return false;
        }
        catch (LinuxException refused)
        {
            return refused.Errno == Errno.EBUSY;
        }
    }
}
