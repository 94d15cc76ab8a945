namespace OciIdMapHook.Linux;

public static partial class Namespaces
{
    /// <summary>The inode of the first user namespace, on every host.</summary>
    internal const ulong FirstUserNamespace = Native.PROC_USER_INIT_INO;

    private const int MaxNumber = 11;

    /// <summary>
    /// Whether a process is in the caller's own user namespace, as far as one look tells: nothing pins the process.
    /// </summary>
    /// <returns>Null where the process is gone, or may not be looked at: see <paramref name="fault"/>.</returns>
    public static bool? SharesUserNamespace(int pid, out Errno fault)
    {
        Span<byte> number = stackalloc byte[MaxNumber];
        pid.TryFormat(number, out var length);
        fault = Files.InodeOfProcess(number[..length], "ns/user"u8, out var its);
        if (fault != Errno.None)
            return null;

        // Whoever can look at a process of the first user namespace is in it.
        return its == FirstUserNamespace
            || (Files.InodeOfProcess("self"u8, "ns/user"u8, out var own) == Errno.None && its == own);
    }
}
