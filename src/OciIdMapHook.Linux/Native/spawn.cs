using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// spawn.h: these return the errno and do not set it
internal static partial class Native
{
    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_init(out Struct.posix_spawn_file_actions_t actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_destroy(ref Struct.posix_spawn_file_actions_t actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_adddup2(
        ref Struct.posix_spawn_file_actions_t actions, FileDescriptor fd, int newFd);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int posix_spawn_file_actions_addopen(
        ref Struct.posix_spawn_file_actions_t actions, int fd, string path, int flags, uint mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int posix_spawn(
        out int pid,
        string path,
        ref Struct.posix_spawn_file_actions_t actions,
        nint attributes,
        ReadOnlySpan<nint> argv,
        ReadOnlySpan<nint> envp);

    internal static partial class Struct
    {
        /// <summary>80 bytes in glibc and musl; the words leave room, and align it.</summary>
        [InlineArray(32)]
        internal struct posix_spawn_file_actions_t
        {
            private ulong first;
        }
    }
}
