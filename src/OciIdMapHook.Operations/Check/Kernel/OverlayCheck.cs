using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Overlay roots, which are composed anew of idmapped layers.</summary>
internal static class OverlayCheck
{
    private const string Id = "overlay";
    private static readonly Version FirstWithIdmappedLayers = new(5, 19);

    internal static Finding Evaluate(KernelFacts kernel) => kernel.OverlayByDescriptor switch
    {
        { Works: true } => Finding.Ok(Id, "an overlay can be made of layers by descriptor (fsconfig, FSCONFIG_SET_FD)"),
        { Errno: Errno.ENODEV } => Finding.Warning(
            Id,
            "the kernel has no overlay file system",
            "engines that keep images in layers cannot use overlay roots; plain folders are idmapped all the same",
            "load the module overlay, or leave it where nobody uses overlays"),
        { Errno: Errno.EINVAL or Errno.EBADF or Errno.EOPNOTSUPP } => ByMountPoint(kernel),
        _ => Finding.Unknown(
            Id,
            $"no overlay could be made: {kernel.OverlayByDescriptor.Failure}",
            "whether overlay roots can be composed anew is not known",
            "run the check as root, outside of a sandbox"),
    };

    /// <summary>
    /// What a kernel says that does not know the way by descriptor: then layers are handed over by mount points.
    /// </summary>
    private static Finding ByMountPoint(KernelFacts kernel) =>
        VersionText.Parse(VersionText.Find(kernel.Release)) is { } release && release < FirstWithIdmappedLayers
            ? Finding.Warning(
                Id,
                $"Linux {kernel.Release} makes no overlay of idmapped layers",
                "containers with an overlay root are refused; plain folders are idmapped all the same",
                "run Linux 5.19 or newer")
            : Finding.Ok(
                Id,
                $"Linux {kernel.Release} takes no layers by descriptor (6.15 and newer do): overlays are made by mount points, "
                    + "which takes the hook a little longer");
}
