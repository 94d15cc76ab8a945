using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Finds the folders that an overlay is made of, in the hook's own mount namespace: the one an engine mounts its overlays in and
/// runs its runtime in.
/// </summary>
internal static class OverlayObserver
{
    /// <summary>Looks for the layers where what is decided about the container depends on them.</summary>
    /// <exception cref="LinuxException">A folder is there but cannot be looked at.</exception>
    internal static ContainerFacts AddLayers(ContainerFacts facts, HostPolicy policy) => Planner.MustLookAtLayers(facts, policy)
        ? facts with { Root = facts.Root with { Overlay = Observe(facts.Mounts.First(mount => mount.Id == facts.Root.MountId)) } }
        : facts;

    /// <param name="root">The mount of an overlay.</param>
    /// <exception cref="LinuxException">A folder is there but cannot be looked at.</exception>
    internal static OverlayFacts Observe(MountEntry root)
    {
        if (root.Root != "/")
        {
            return new OverlayFacts.Missing(
                $"the rootfs is only its folder {Printable.Text(root.Root)}; mount an overlay of the rootfs alone");
        }

        try
        {
            var mounts = MountTable.OfThisThread();
            var options = OverlayOptions.Parse(root.EscapedSuperOptions);
            var layers = new LayerSearch(mounts, root.Device, LayerBase.Find(options, root, mounts));
            return new OverlayFacts.Found
            {
                Lowers = [.. options.LowerLayers.Select(path => layers.Find(path, "lower layer"))],
                DataLayers = [.. options.DataLayers.Select(path => layers.Find(path, "data layer"))],
                Upper = options.UpperLayer is { } upper ? layers.Find(upper, "upper layer") : null,
                WorkFolder = options.WorkFolder is { } work ? layers.Find(work, "work folder") : null,
                IsReadOnly = options.IsReadOnly,
                Options = options.Others,
            };
        }
        catch (LayerMissingException missing)
        {
            return new OverlayFacts.Missing(missing.Message);
        }
    }
}
