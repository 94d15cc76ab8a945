namespace OciIdMapHook.Linux;

/// <summary>A superblock in the making (fsopen(2), Linux 5.2).</summary>
public sealed partial class FileSystemContext : IDisposable
{
    private readonly FileDescriptor context;
    private readonly string type;

    private FileSystemContext(FileDescriptor context, string type)
    {
        this.context = context;
        this.type = type;
    }

    /// <param name="type">The file system, as in /proc/filesystems.</param>
    /// <exception cref="LinuxException">The kernel does not have it, or not this way to mount it.</exception>
    public static FileSystemContext Open(string type) =>
        new(SystemCall.Check(Native.fsopen(type, Native.FSOPEN_CLOEXEC), $"fsopen of {type}", CauseOfFsOpenFailure), type);

    public void Dispose() => context.Dispose();

    private static string? CauseOfFsOpenFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no fsopen (Linux 5.2 or newer is needed), or a seccomp filter hides it",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace",
        Errno.ENODEV => "the kernel has no such file system",
        _ => null,
    };
}
