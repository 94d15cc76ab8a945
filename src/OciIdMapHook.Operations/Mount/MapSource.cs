using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>The user namespace that the maps of a mount come from.</summary>
internal static class MapSource
{
    private const string OneId = "0 0 1\n";

    /// <exception cref="OperationException">The path names no user namespace that could be taken.</exception>
    /// <exception cref="LinuxException">The kernel makes no user namespace with these maps.</exception>
    internal static FileDescriptor Open(MountMaps maps)
    {
        if (maps is MountMaps.Given given)
            return UserNamespace.CreateWithHelpers(given.Uids.ToKernelText(), given.Gids.ToKernelText());

        var path = ((MountMaps.OfNamespace)maps).Path;
        var file = Files.OpenIfThere(path, OpenFlags.ReadOnly)
            ?? throw new OperationException(
                $"the user namespace {Printable.Text(path)} is not there: the process has ended, or nothing "
                + "is bind-mounted at that path");
        var fault = !Namespaces.IsUserNamespace(file)
            ? "is no user namespace; name /proc/PID/ns/user, or a file that one is bind-mounted on"
            : Files.Status(file).IsSameFileAs(Files.Status(FileDescriptor.WorkingDirectory, "/proc/self/ns/user"))
                ? "is the user namespace of this tool itself, whose maps would change nothing; name that of a container's process"
                : null;
        if (fault is null)
            return file;

        file.Dispose();
        throw new OperationException($"{Printable.Text(path)} {fault}");
    }

    /// <summary>The kernel says EINVAL to a file system that cannot be idmapped and to a namespace without maps alike: with maps
    /// of its own a copy tells which one it is.</summary>
    /// <exception cref="OperationException">It is the namespace.</exception>
    internal static void ProveMapped(MountMaps.OfNamespace maps, FileDescriptor source, string fileSystemType)
    {
        try
        {
            using var mapped = UserNamespace.CreateWithHelpers(OneId, OneId);
            using var tree = Mounts.CloneDetached(source, "the source");
            Mounts.SetIdMap(tree, mapped, "the source", fileSystemType);
        }
        catch (LinuxException)
        {
            return;
        }

        throw new OperationException(
            $"nothing is mounted: the user namespace {Printable.Text(maps.Path)} has no maps; write its uid_map "
            + "and gid_map first");
    }
}
