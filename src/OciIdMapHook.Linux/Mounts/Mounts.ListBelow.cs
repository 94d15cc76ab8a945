using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const int IdsAtOnce = 64;

    /// <summary>
    /// All mounts below a mount, and what is mounted over it, in the calling thread's mount namespace (listmount(2), Linux 6.8). The
    /// mount table says the same, but of every mount there is.
    /// </summary>
    /// <param name="root">The root directory of the mount.</param>
    /// <returns>Null where the kernel has no such call.</returns>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static IReadOnlyList<MountStatus>? ListBelow(FileDescriptor root)
    {
        if (Files.UniqueMountId(root) is not { } id)
            return null;

        var found = new List<MountStatus>();
        Span<ulong> ids = stackalloc ulong[IdsAtOnce];
        var request = new MountIdRequest { Size = MountIdRequest.FirstVersion, MountId = id };
        while (true)
        {
            var count = ListMountNative(SystemCallNumber.ListMount, in request, ids, (nuint)ids.Length, 0);
            if (count < 0 && SystemCall.LastError == Errno.ENOSYS)
                return null;
            SystemCall.Check(count, $"listmount below mount {id}");
            foreach (var below in ids[..(int)count])
            {
                if (StatusOf(below) is { } status)
                    found.Add(status);
            }

            if (count < ids.Length)
                return found;
            request.Parameter = ids[^1];
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint ListMountNative(
        nint number, in MountIdRequest request, Span<ulong> ids, nuint count, uint flags);
}
