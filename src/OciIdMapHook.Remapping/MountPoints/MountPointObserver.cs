using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Looks at where config.json's mounts are to go, before a runtime has mounted anything.</summary>
internal static class MountPointObserver
{
    /// <param name="root">The rootfs on the host.</param>
    /// <param name="bundle">What config.json is in.</param>
    /// <param name="rootPaths">How the runtime may call the rootfs.</param>
    /// <param name="runtime">Which runtime.</param>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal static IReadOnlyList<MountPointFact> Observe(
        FileDescriptor root, Bundle bundle, IReadOnlyList<string> rootPaths, RuntimeHabits runtime)
    {
        var facts = new List<MountPointFact>();
        var finder = new WayFinder(root, runtime);
        foreach (var mount in bundle.Config.Mounts)
        {
            var destination = VolumeDestination.Candidates(mount.Destination, rootPaths, isAsWrittenFirst: runtime.IsCrun)[0];
            facts.Add(new MountPointFact(mount, SourceOf(mount, bundle.Folder), Find(finder, destination)));
        }

        return facts;
    }

    /// <summary>One that cannot be looked at is the runtime's own affair, and may lie below another mount.</summary>
    private static MountPointWay Find(WayFinder finder, string destination)
    {
        try
        {
            return finder.Find(destination);
        }
        catch (LinuxException exception)
        {
            return new MountPointWay
            {
                Place = destination.Trim('/'),
                Passed = [string.Empty],
                End = WayEnd.Blocked,
                Fault = exception.Message,
            };
        }
    }

    private static MountSource SourceOf(OciMount mount, string? bundle)
    {
        if (!mount.IsBind())
            return MountSource.Folder;
        if (mount.Source is not { Length: > 0 } source)
            return MountSource.Missing;

        var path = source.StartsWith('/') ? source : $"{bundle}/{source}";
        var wantsLink = mount.HasOptionWith("copy-symlink") || mount.HasOptionWith("src-nofollow");
        using var opened = Files.OpenIfThere(path, wantsLink ? OpenFlags.Path | OpenFlags.NoFollow : OpenFlags.Path);
        return opened is null ? MountSource.Missing
            : Files.Status(opened) is var status && status.IsDirectory ? MountSource.Folder
            : status.IsSymbolicLink ? MountSource.Link
            : MountSource.File;
    }
}
