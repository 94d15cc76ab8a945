using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>Makes user namespaces that exist for their maps alone, as mount_setattr(2) wants them.</summary>
public static class UserNamespace
{
    private const int MaxMapOnStack = 512;

    /// <summary>
    /// A descriptor of a new user namespace with these maps; it keeps the namespace alive without any process in it.
    /// </summary>
    /// <param name="uidMap">The lines of /proc/PID/uid_map (user_namespaces(7)), at most 340.</param>
    /// <param name="gidMap">The lines of /proc/PID/gid_map.</param>
    /// <exception cref="LinuxException">The kernel makes no such namespace, or refuses the maps.</exception>
    public static FileDescriptor Create(string uidMap, string gidMap) => Create(uidMap, gidMap, WriteMap);

    /// <summary>
    /// The same, by newuidmap(1) and newgidmap(1) where the caller may not map these ids itself. Not for a thread that has
    /// entered another mount namespace: programs are run.
    /// </summary>
    /// <exception cref="LinuxException">The kernel makes no such namespace, or refuses the maps, and so do the tools.</exception>
    public static FileDescriptor CreateWithHelpers(string uidMap, string gidMap) => Create(uidMap, gidMap, WriteMapWithTool);

    /// <summary>Writes the maps of a held child's namespace and gives the namespace's descriptor.</summary>
    /// <exception cref="LinuxException">The child has ended, or the kernel refuses the maps.</exception>
    public static FileDescriptor WithMaps(HeldChild child, string uidMap, string gidMap) =>
        WithMaps(child, uidMap, gidMap, WriteMap);

    private static FileDescriptor Create(string uidMap, string gidMap, MapWriter write)
    {
        using var affinity = CpuAffinity.ToThisProcessor();
        using var child = HeldChild.Begin();
        return WithMaps(child, uidMap, gidMap, write);
    }

    private static FileDescriptor WithMaps(HeldChild child, string uidMap, string gidMap, MapWriter write)
    {
        var descriptor = child.OpenFile("ns/user", OpenFlags.ReadOnly);
        try
        {
            WriteMapFile(child, "uid_map", uidMap, write);
            WriteMapFile(child, "gid_map", gidMap, write);
            child.ProveHeld();
            return descriptor;
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    private static void WriteMapFile(HeldChild child, string name, string map, MapWriter write)
    {
        using var file = child.OpenFile(name, OpenFlags.WriteOnly);
        child.ProveHeld();
        write(child, name, file, map);
    }

    private static void WriteMap(HeldChild child, string name, FileDescriptor file, string map)
    {
        var bytes = map.Length <= MaxMapOnStack ? stackalloc byte[map.Length] : new byte[map.Length];
        Encoding.UTF8.GetBytes(map, bytes);
        Files.WriteAtOnce(file, bytes, name, "of the held child", CauseOfMapFailure);
    }

    private static void WriteMapWithTool(HeldChild child, string name, FileDescriptor file, string map)
    {
        try
        {
            WriteMap(child, name, file, map);
        }
        catch (LinuxException denied) when (denied.Errno == Errno.EPERM)
        {
            if (NewIdMapTool.WriteMap(child.PidFd, name, map) is { } fault)
            {
                throw new LinuxException(
                    Errno.EPERM, $"write to {name} of the held child", $"the hook may not map these ids, {fault}");
            }
        }
    }

    private delegate void MapWriter(HeldChild child, string name, FileDescriptor file, string map);

    private static string? CauseOfMapFailure(Errno errno) => errno switch
    {
        Errno.EPERM => "the hook may not map these ids: it must run as the host's root, with CAP_SETUID and CAP_SETGID",
        Errno.EINVAL => "the kernel refuses these ranges (overlapping, empty, too many, or longer than a page)",
        _ => null,
    };
}
