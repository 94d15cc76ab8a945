using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Layers by descriptor, and by mount point where the kernel does not take them so or the process may not open as many. Which it
/// is, is found out by trying: distributions carry features back, and seccomp filters hide them.
/// </summary>
internal sealed class OverlayFallback : IOverlayMaker
{
    private readonly IOverlayMaker byDescriptor;
    private readonly IOverlayMaker byMountPoint;

    internal OverlayFallback()
        : this(new LayersByDescriptor(), new LayersByMountPoint())
    {
    }

    internal OverlayFallback(IOverlayMaker byDescriptor, IOverlayMaker byMountPoint)
    {
        this.byDescriptor = byDescriptor;
        this.byMountPoint = byMountPoint;
    }

    public FileDescriptor Make(OverlayRecipe recipe)
    {
        try
        {
            return byDescriptor.Make(recipe);
        }
        catch (LinuxException first) when (OverlayFailure.IsOfTheWay(first.Errno) && first is not UnmappableFileSystemException)
        {
            try
            {
                return byMountPoint.Make(recipe);
            }
            catch (LinuxException second) when (second.Errno == first.Errno && second is not UnmappableFileSystemException)
            {
                // It was no matter of the way, and the first one has the file system's own words.
                throw first;
            }
        }
    }
}
