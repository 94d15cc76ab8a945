namespace OciIdMapHook.Linux;

/// <summary>The kernel will not idmap a mount because of its file system. The mount was detached: nothing has changed.</summary>
public sealed class UnmappableFileSystemException : LinuxException
{
    internal UnmappableFileSystemException(string operation, string cause)
        : base(Errno.EINVAL, operation, cause)
    {
    }
}
