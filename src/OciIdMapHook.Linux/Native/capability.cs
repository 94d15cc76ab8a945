using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// linux/capability.h
internal static partial class Native
{
    internal const int CAP_DAC_OVERRIDE = 1;
    internal const int CAP_SETGID = 6;
    internal const int CAP_SETUID = 7;
    internal const int CAP_SYS_PTRACE = 19;
    internal const int CAP_SYS_ADMIN = 21;

    internal const uint _LINUX_CAPABILITY_VERSION_3 = 0x2008_0522;
    internal const int _LINUX_CAPABILITY_U32S_3 = 2;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int capget(ref Struct.__user_cap_header_struct header, out Struct.__user_cap_data_structs data);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int capset(ref Struct.__user_cap_header_struct header, in Struct.__user_cap_data_structs data);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct __user_cap_header_struct
        {
            internal uint version;
            internal int pid;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct __user_cap_data_struct
        {
            internal uint effective;
            internal uint permitted;
            internal uint inheritable;
        }

        /// <summary>As many as version 3 has: the low 32 capabilities and the high ones.</summary>
        [InlineArray(_LINUX_CAPABILITY_U32S_3)]
        internal struct __user_cap_data_structs
        {
            private __user_cap_data_struct low;
        }
    }
}
