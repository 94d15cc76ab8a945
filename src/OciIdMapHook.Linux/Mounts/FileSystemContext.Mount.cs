namespace OciIdMapHook.Linux;

public sealed partial class FileSystemContext
{
    /// <summary>A detached mount of the superblock, with no flags (fsmount(2)).</summary>
    /// <exception cref="LinuxException">There is no superblock yet, or it may not be mounted here.</exception>
    public FileDescriptor Mount() =>
        SystemCall.Check(Native.fsmount(context, Native.FSMOUNT_CLOEXEC, 0), $"fsmount of {type}");
}
