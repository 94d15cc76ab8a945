using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct mount_attr</c> of linux/mount.h (MOUNT_ATTR_SIZE_VER0).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MountAttributes
{
    internal ulong Set;
    internal ulong Clear;
    internal ulong Propagation;
    internal ulong UserNamespaceDescriptor;
}
