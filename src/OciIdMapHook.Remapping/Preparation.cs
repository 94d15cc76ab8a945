using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// What must be done before the runtime starts, in a rootfs that the hook will remap: a runtime makes missing mount points as the
/// container's root before any hook runs, and that may not write where files are the host's root's.
/// </summary>
public sealed class Preparation
{
    private Preparation(string rootPath) => RootPath = rootPath;

    /// <summary>The rootfs.</summary>
    public string RootPath { get; }

    /// <summary>The mount points that were made, or would have been.</summary>
    public IReadOnlyList<MountPoint> Missing { get; private set; } = [];

    /// <summary>How many were made.</summary>
    public int Made { get; private set; }

    /// <summary>Something that Podman had given to the container's ids on the host was given to those on disk.</summary>
    public bool PutRight { get; private set; }

    /// <summary>What is left to the runtime, and why; null where nothing is.</summary>
    public string? Left { get; private set; }

    /// <param name="config">What Podman is about to hand to the runtime.</param>
    /// <param name="policy">The host's configuration.</param>
    /// <returns>Null where nothing was to be done.</returns>
    /// <exception cref="DocumentException">It does not tell where the rootfs is.</exception>
    /// <exception cref="ForecastException">Nobody can tell yet what becomes of the container.</exception>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    public static Preparation? Make(OciConfig config, HostPolicy policy)
    {
        var folder = Files.ReadLink(FileDescriptor.WorkingDirectory, "/proc/self/cwd");
        var state = new OciState { Id = PodmanDatabase.IdOf(folder) ?? folder, Status = "creating", Pid = 0, Bundle = folder };
        var withoutMounts = config with { Mounts = [] }; // volumes are another question, and one that needs an init
        if (policy.Fault is not null || Planner.DecideFromDocuments(state, withoutMounts, policy) is not null)
            return null;

        var found = PodmanRoot.Find(config, folder);
        if (found.Path is null)
            return null;

        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, found.Path, OpenFlags.Path | OpenFlags.Directory);
        var bundle = new Bundle(folder, config);
        var points = WillGiveUp(found, root, config)
            ? new MountPointPlan([], null)
            : MountPoints.Find(root, bundle, [.. bundle.HostRootPaths(state), found.Path], found.Runtime);
        using var traces = new EngineTraceObserver(root);
        if (points.Missing.Count == 0 && !traces.IsAnyOfOthers)
            return null;

        var facts = Forecast.Of(
            state, bundle with { Config = withoutMounts with { Root = new OciRoot { Path = found.Path } } }, root, policy);
        facts = EngineTraces.WithoutEtc(facts, traces.OwnerOfEntryEtc());
        return DecisionMaker.Decide(facts, policy) is Decision.Remap { Plan: var remap }
            ? new Preparation(found.Path) { Missing = points.Missing, Left = points.Left }.Make(
                root, remap, traces, found.IsEnginesOverlay)
            : null;
    }

    /// <summary>A working directory that is missing, or none, makes Podman give up after this stage, unless a link leads there
    /// or a mount is to go there (resolveWorkDir in libpod/container_internal_common.go).</summary>
    private static bool WillGiveUp(PodmanRoot found, FileDescriptor root, OciConfig config)
    {
        if (found.NeededFolder is not { } folder)
            return false;
        var way = new WayFinder(root, found.Runtime).Find(folder);
        return (way.End is WayEnd.Missing || way.IsFile) && !MountPointPlanner.LeadsElsewhere(way, folder, config.Mounts);
    }

    private Preparation Make(FileDescriptor root, RemapPlan remap, EngineTraceObserver observer, bool isEnginesOverlay)
    {
        var traces = EngineTraces.Find(
            observer.Observe(remap.Replacement as ReplacementRoot.Overlay), remap, isEnginesOverlay, Caller.IsHostsRoot());
        if (!traces.IsNothing)
        {
            observer.PutRight(traces);
            PutRight = true;
        }

        var plan = traces.Root is null
            ? remap
            : remap with { Replacement = WithMappedUpper((ReplacementRoot.Overlay)remap.Replacement) };
        Made = MountPoints.Make(root, Missing, plan, out var left);
        Left = left ?? Left;
        return this;
    }

    /// <summary>An upper layer is the container's own again, once its folder is.</summary>
    private static ReplacementRoot.Overlay WithMappedUpper(ReplacementRoot.Overlay overlay) =>
        overlay with { Upper = overlay.Upper! with { IsMapped = true } };
}
