using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public sealed partial class HeldChild
{
    /// <summary>Shim/held_child.c: linked into the native executable, a shared library beside the assembly for JIT runs.</summary>
    [LibraryImport("idmap_shim", EntryPoint = "idmap_clone_held_child")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial nint CloneHeldChild(
        ulong extraFlags, nint stack, ulong stackSize, int cgroup, out int pidfd);
}
