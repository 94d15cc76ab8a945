using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct iovec</c> of sys/uio.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoVector
{
    internal nint Address;
    internal nint Length;
}
