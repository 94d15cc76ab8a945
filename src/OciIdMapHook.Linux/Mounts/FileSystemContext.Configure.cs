namespace OciIdMapHook.Linux;

public sealed partial class FileSystemContext
{
    /// <summary>fsconfig(2), FSCONFIG_SET_FLAG.</summary>
    /// <exception cref="LinuxException">The file system does not take it.</exception>
    public void SetFlag(string key) => Configure(Native.FSCONFIG_SET_FLAG, key, null, 0, key);

    /// <summary>fsconfig(2), FSCONFIG_SET_STRING: at most 255 bytes.</summary>
    /// <exception cref="LinuxException">The file system does not take it.</exception>
    public void SetString(string key, string value) => Configure(Native.FSCONFIG_SET_STRING, key, value, 0, $"{key}={value}");

    /// <summary>fsconfig(2), FSCONFIG_SET_FD.</summary>
    /// <exception cref="LinuxException">The file system does not take it.</exception>
    public void SetDescriptor(string key, FileDescriptor descriptor, string name)
    {
        Configure(Native.FSCONFIG_SET_FD, key, null, descriptor.Number, $"{key}, the descriptor of {name}");
        GC.KeepAlive(descriptor);
    }

    /// <summary>Makes the superblock (fsconfig(2), FSCONFIG_CMD_CREATE).</summary>
    /// <param name="cause">The file system's own likely causes.</param>
    /// <exception cref="LinuxException">The file system does not accept what was configured.</exception>
    public void Create(Func<Errno, string?>? cause = null) =>
        Configure(Native.FSCONFIG_CMD_CREATE, null, null, 0, "FSCONFIG_CMD_CREATE", cause);

    private void Configure(
        uint command, string? key, string? value, int auxiliary, string what, Func<Errno, string?>? cause = null)
    {
        var result = Native.fsconfig(context, command, key, value, auxiliary);
        SystemCall.Check(
            result, $"fsconfig({what}) of {type}", errno => cause?.Invoke(errno) ?? ReadLog() ?? CauseOfFailure(errno));
    }

    private static string? CauseOfFailure(Errno errno) =>
        errno == Errno.ENOSYS ? "the kernel has no fsconfig (Linux 5.2 or newer is needed), or a seccomp filter hides it" : null;
}
