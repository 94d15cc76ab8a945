using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// Shim/held_child.c: linked into the native executable, a shared library beside the assembly for JIT runs
internal static partial class Native
{
    [LibraryImport("idmap_shim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    internal static partial nint idmap_clone_held_child(ulong extraFlags, nint stack, ulong stackSize, int cgroup, out int pidfd);
}
