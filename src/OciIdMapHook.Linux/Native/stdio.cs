using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// stdio.h
internal static partial class Native
{
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int renameat(FileDescriptor oldDirfd, string oldPath, FileDescriptor newDirfd, string newPath);
}
