using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>The mount points that a runtime would have to make in a rootfs as the container's root, which may not write there
/// before the hook has run.</summary>
internal static class MountPoints
{
    /// <inheritdoc cref="MountPointObserver.Observe"/>
    internal static MountPointPlan Find(
        FileDescriptor root, Bundle bundle, IReadOnlyList<string> rootPaths, RuntimeHabits runtime) =>
        MountPointPlanner.Plan(MountPointObserver.Observe(root, bundle, rootPaths, runtime), runtime);

    /// <param name="root">The rootfs on the host.</param>
    /// <param name="missing">What is to be made.</param>
    /// <param name="remap">What will become of the rootfs.</param>
    /// <param name="left">What was not made and why; null where all was.</param>
    /// <returns>How many were made.</returns>
    internal static int Make(FileDescriptor root, IReadOnlyList<MountPoint> missing, RemapPlan remap, out string? left)
    {
        left = null;
        if (missing.Count == 0)
            return 0;
        if (OwnerOf(remap) is not { } owner)
        {
            left = "the rootfs is idmapped with another map";
            return 0;
        }

        var umask = ThisProcess.SetUmask(0);
        try
        {
            return Make(root, missing, owner, ref left);
        }
        finally
        {
            ThisProcess.SetUmask(umask);
        }
    }

    private static int Make(FileDescriptor root, IReadOnlyList<MountPoint> missing, Owner owner, ref string? left)
    {
        var made = 0;
        foreach (var point in missing)
        {
            try
            {
                MountPointMaker.Make(root, point, owner);
                made++;
            }
            catch (LinuxException exception)
            {
                left ??= $"/{Printable.Text(point.Place)}: {exception.Message}";
            }
        }

        return made;
    }

    /// <summary>
    /// The container's root on disk. Where an engine has shifted the layer that is written to, that is the host's id of it.
    /// </summary>
    private static Owner? OwnerOf(RemapPlan remap) => remap.Replacement switch
    {
        ReplacementRoot.IdmappedClone { ReplacesMap: true } or ReplacementRoot.Overlay { Upper.Layer.IsIdmapped: true } => null,
        ReplacementRoot.Overlay { Upper.IsMapped: false } =>
            new Owner(remap.Maps.Uids.ToHost(0) ?? 0, remap.Maps.Gids.ToHost(0) ?? 0),
        _ => default(Owner),
    };
}
