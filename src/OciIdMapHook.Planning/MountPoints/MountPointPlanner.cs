using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which mount points a runtime would make in the rootfs itself. What lies below another mount of config.json is made in that
/// one, and where the runtime would give up nothing after it is made.
/// </summary>
public static class MountPointPlanner
{
    private const uint Everybody = 0x3FF; // 01777, a tmpfs's own

    /// <param name="facts">In config.json's order.</param>
    /// <param name="runtime">Of whose container it is.</param>
    public static MountPointPlan Plan(IReadOnlyList<MountPointFact> facts, RuntimeHabits runtime)
    {
        var missing = new List<MountPoint>();
        var covered = new HashSet<string>();
        foreach (var fact in facts)
        {
            if (IsCovered(fact.Way, covered))
                continue;
            if (FindObstacle(fact, runtime) is { } obstacle)
                return new MountPointPlan(missing, $"{Printable.Text(fact.Mount.Destination)}: {obstacle}");
            if (runtime.IsCrun)
                missing.AddRange(DetoursOf(fact, runtime));
            if (fact.Way.End is WayEnd.Missing)
                missing.Add(MountPointOf(fact, runtime));
            covered.Add(fact.Way.Place);
        }

        return new MountPointPlan(missing, null);
    }

    /// <summary>Whether a link is on the way to a folder, or a mount is to go to it, above it or below it.</summary>
    /// <param name="way">The way.</param>
    /// <param name="destination">The folder as it is written.</param>
    /// <param name="mounts">Of config.json.</param>
    public static bool LeadsElsewhere(MountPointWay way, string destination, IReadOnlyList<OciMount> mounts)
    {
        var folder = LexicalPath.Clean(destination);
        return folder != "/" + way.Place
            || mounts.Any(mount => LexicalPath.Clean(mount.Destination) is var other
                && (IsWithin(folder, other) || IsWithin(other, folder)));
    }

    private static bool IsWithin(string path, string folder) =>
        folder != "/" && (path + '/').StartsWith(folder + '/', StringComparison.Ordinal);

    private static bool IsCovered(MountPointWay way, HashSet<string> covered)
    {
        if (way.Passed.Any(covered.Contains))
            return true;
        for (var end = way.Place.LastIndexOf('/'); end > 0; end = way.Place.LastIndexOf('/', end - 1))
        {
            if (covered.Contains(way.Place[..end]))
                return true; // of what is missing too
        }

        return false;
    }

    /// <returns>Why the runtime gives up here, or what is left to it; null where it mounts.</returns>
    private static string? FindObstacle(MountPointFact fact, RuntimeHabits runtime)
    {
        var way = fact.Way;
        var isKernels = fact.Mount.Type is "proc" or "sysfs";
        return fact switch
        {
            { Source: MountSource.Missing } => "its source is not there",
            { Source: MountSource.Link } => "its source is a symbolic link that is wanted as one",
            _ when way.End is WayEnd.Blocked => way.Fault,
            _ when way.End is WayEnd.There => way.IsFile == fact.Source is MountSource.File ? null
                : way.IsFile ? "a folder is not mounted over what is none" : "a file is not mounted over a folder",
            _ when isKernels && way.IsLink => $"a {fact.Mount.Type} is mounted through no link",
            _ when !runtime.IsCrun => null,
            _ when isKernels && way.Place.Contains('/') => $"crun mounts a {fact.Mount.Type} at the root alone",
            _ when way.IsDangling
                && !(way.EndsWithLink && fact.Source is MountSource.File) => "a link on the way to it leads nowhere",
            _ => null,
        };
    }

    /// <summary>crun goes the way as it is written, and makes these too.</summary>
    private static IEnumerable<MountPoint> DetoursOf(MountPointFact fact, RuntimeHabits runtime)
    {
        var mode = fact.Source is MountSource.File ? RuntimeHabits.PublicMode : runtime.FolderMode;
        foreach (var detour in fact.Way.Detours)
            yield return new MountPoint(detour.Place, detour.Existing, IsFile: false, mode, mode);
    }

    private static MountPoint MountPointOf(MountPointFact fact, RuntimeHabits runtime)
    {
        var (place, existing) = (fact.Way.Place, fact.Way.Existing);
        if (fact.Source is MountSource.File)
            return new MountPoint(place, existing, IsFile: true, runtime.FileMode, RuntimeHabits.PublicMode);
        if (fact.Mount.Type is "proc" or "sysfs")
            return new MountPoint(place, existing, IsFile: false, RuntimeHabits.PublicMode, RuntimeHabits.PublicMode);

        // A tmpfs without a mode gets that of the folder that it finds, and its own where it finds none.
        var mode = fact.Mount.Type == "tmpfs" && !fact.Mount.HasOptionWith("mode=") ? Everybody : runtime.FolderMode;
        return new MountPoint(place, existing, IsFile: false, mode, runtime.FolderMode);
    }
}
