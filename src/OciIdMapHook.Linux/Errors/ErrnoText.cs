using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

internal static class ErrnoText
{
    /// <summary>strerror(3) of <paramref name="errno"/>.</summary>
    internal static string Of(Errno errno) => Marshal.GetPInvokeErrorMessage((int)errno);
}
