namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>flock(2), exclusive: held until the descriptor is closed.</summary>
    /// <returns>False where another holds it.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool TryLock(FileDescriptor file, string name)
    {
        var result = Native.flock(file, Native.LOCK_EX | Native.LOCK_NB);
        if (result < 0 && SystemCall.LastError is (Errno.EAGAIN or Errno.EINTR))
            return false;
        SystemCall.Check(result, $"flock of {name}");
        return true;
    }
}
