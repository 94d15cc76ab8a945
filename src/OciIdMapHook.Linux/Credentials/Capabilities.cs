namespace OciIdMapHook.Linux;

/// <summary>The calling thread's capability sets (capget(2), capset(2)).</summary>
internal static class Capabilities
{
    private const uint SetIds = (1u << Native.CAP_SETGID) | (1u << Native.CAP_SETUID);

    private const uint OfTheWork =
        SetIds | (1u << Native.CAP_DAC_OVERRIDE) | (1u << Native.CAP_SYS_PTRACE) | (1u << Native.CAP_SYS_ADMIN);

    /// <summary>Whether the thread may take, and map, other ids than its own.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static bool MaySetIds() => (Get()[0].effective & SetIds) != 0;

    /// <summary>Whether the thread has all that it takes to look at any container and to remount its rootfs.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static bool HasAllOfTheWork() => (Get()[0].effective & OfTheWork) == OfTheWork;

    private static Native.Struct.__user_cap_header_struct OfThisThread => new() { version = Native._LINUX_CAPABILITY_VERSION_3 };

    internal static Native.Struct.__user_cap_data_structs Get()
    {
        var header = OfThisThread;
        SystemCall.Check(Native.capget(ref header, out var sets), "capget");
        return sets;
    }

    internal static void Set(Native.Struct.__user_cap_data_structs sets)
    {
        var header = OfThisThread;
        SystemCall.Check(Native.capset(ref header, in sets), "capset");
    }
}
