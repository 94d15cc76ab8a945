using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/xattr.h
internal static partial class Native
{
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint getxattr(string path, string name, Span<byte> value, nuint size);
}
