using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The one look at an init that tells whether it has a user namespace of its own, whatever the documents say of it.
/// </summary>
public static class UserNamespaceLook
{
    private const int MaxBytes = 64 * 1024;
    private const int UsualBytes = 512;

    // projid_map: nobody writes it, and only the first user namespace has it without.
    private static readonly string[] Maps = ["uid_map", "gid_map", "projid_map"];

    /// <param name="pid">The init's id by the state. A wrong one says nothing: an init that is gone, or never was, runs no
    /// container.</param>
    /// <returns>Whether the process is in another user namespace than the hook.</returns>
    public static bool IsInAnother(int pid)
    {
        if (Namespaces.SharesUserNamespace(pid, out var fault) is { } shares)
            return !shares;
        if (fault is not (Errno.EACCES or Errno.EPERM))
            return false;

        try
        {
            using var init = ProcessFolder.Open(pid);
            return !HasMapsOfHook(init);
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    /// <summary>Whether the process is there, and proved to be in the hook's own user namespace.</summary>
    /// <param name="pid">The init's id by the state.</param>
    public static bool IsHooksOwn(int pid) => Namespaces.SharesUserNamespace(pid, out _) is true;

    /// <summary>For an init that may not be looked into: everybody may read its maps.</summary>
    /// <exception cref="LinuxException">The process is gone.</exception>
    internal static bool HasMapsOfHook(ProcessFolder init)
    {
        using var own = ProcessFolder.Open(Environment.ProcessId);
        foreach (var map in Maps)
        {
            if (!Read(init, map).SequenceEqual(Read(own, map)))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Read(ProcessFolder process, string map) => process.Read(map, MaxBytes, UsualBytes);
}
