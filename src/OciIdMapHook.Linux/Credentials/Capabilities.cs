using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The calling thread's capability sets (capget(2), capset(2)).</summary>
internal static partial class Capabilities
{
    private const uint OfTheWork = 0x28_00C2; // CAP_DAC_OVERRIDE (1), CAP_SETGID (6), CAP_SETUID (7), CAP_SYS_PTRACE (19), CAP_SYS_ADMIN (21)
    private const uint SetIds = 0xC0; // CAP_SETGID (6) and CAP_SETUID (7)
    private const uint Version3 = 0x2008_0522; // _LINUX_CAPABILITY_VERSION_3: two sets of 32 each

    /// <summary>Whether the thread may take, and map, other ids than its own.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static bool MaySetIds() => (Get().First & SetIds) != 0;

    /// <summary>Whether the thread has all that it takes to look at any container and to remount its rootfs.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static bool HasAllOfTheWork() => (Get().First & OfTheWork) == OfTheWork;

    internal static Sets Get()
    {
        var header = new Header { Version = Version3 };
        SystemCall.Check(CapGetNative(ref header, out var sets), "capget");
        return sets;
    }

    internal static void Set(Sets sets)
    {
        var header = new Header { Version = Version3 };
        SystemCall.Check(CapSetNative(ref header, in sets), "capset");
    }

    [LibraryImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static partial int CapGetNative(ref Header header, out Sets sets);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int CapSetNative(ref Header header, in Sets sets);

    /// <summary><c>struct __user_cap_header_struct</c> of linux/capability.h; process 0 is the calling thread.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Header
    {
        internal uint Version;
        internal int Process;
    }

    /// <summary><c>struct __user_cap_data_struct[2]</c>: effective, permitted and inheritable of the low, then of the high ones.</summary>
    [InlineArray(6)]
    internal struct Sets
    {
        internal uint First;
    }
}
