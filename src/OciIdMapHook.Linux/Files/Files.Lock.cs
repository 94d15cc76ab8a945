using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int LockExclusiveNoWait = 0x6; // LOCK_EX | LOCK_NB

    /// <summary>flock(2), exclusive: held until the descriptor is closed.</summary>
    /// <returns>False where another holds it.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool TryLock(FileDescriptor file, string name)
    {
        var result = FlockNative(file, LockExclusiveNoWait);
        if (result < 0 && SystemCall.LastError is (Errno.EAGAIN or Errno.EINTR))
            return false;
        SystemCall.Check(result, $"flock of {name}");
        return true;
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FlockNative(FileDescriptor file, int operation);
}
