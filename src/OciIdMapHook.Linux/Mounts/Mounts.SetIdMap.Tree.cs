using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Makes a detached copy of a volume an idmapped one (mount_setattr(2), MOUNT_ATTR_IDMAP, Linux 5.12).</summary>
    /// <param name="tree">A mount that was never attached anywhere, with what is mounted below it.</param>
    /// <param name="recursive">What is mounted below it becomes idmapped too.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied; not the initial one.</param>
    /// <param name="name">How the volume is called in errors.</param>
    /// <param name="mounts">The mounts that become idmapped and their file systems, for the errors: the kernel does not say which
    /// one of them it refuses.</param>
    /// <exception cref="LinuxException">The kernel will not map one of the mounts.</exception>
    public static void SetVolumeIdMap(
        FileDescriptor tree,
        bool recursive,
        FileDescriptor userNamespace,
        string name,
        IReadOnlyList<(string Name, string FileSystemType)> mounts)
    {
        var attributes = new MountAttributes { Set = MountAttrIdMap, UserNamespaceDescriptor = (ulong)userNamespace.Number };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr,
            tree,
            string.Empty,
            AtEmptyPath | (recursive ? AtRecursive : 0),
            in attributes,
            Unsafe.SizeOf<MountAttributes>());
        GC.KeepAlive(userNamespace);
        SystemCall.Check(
            result,
            $"mount_setattr(MOUNT_ATTR_IDMAP{(recursive ? ", AT_RECURSIVE" : string.Empty)}) of the volume {name} on "
                + TypesOf(mounts),
            errno => errno == Errno.EINVAL ? CauseOfVolumeFailure(mounts) : CauseOfSetIdMapFailure(errno));
    }

    private static string TypesOf(IReadOnlyList<(string Name, string FileSystemType)> mounts)
    {
        var types = new List<string>();
        foreach (var (_, type) in mounts)
        {
            if (!types.Contains(type))
                types.Add(type);
        }

        return string.Join(", ", types);
    }

    private static string CauseOfVolumeFailure(IReadOnlyList<(string Name, string FileSystemType)> mounts)
    {
        var (name, type) = mounts[0];
        foreach (var mount in mounts)
        {
            if (!IdMapSupport.IsKnown(mount.FileSystemType))
            {
                (name, type) = mount;
                break;
            }
        }

        return $"{IdMapSupport.Describe(type)}; keep {name} on a file system that supports idmapped mounts, or do not ask for it to be "
            + "idmapped";
    }
}
