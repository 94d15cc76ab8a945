using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

internal static class HostPath
{
    /// <summary>The path of what a descriptor names, as the calling thread's mount namespace has it.</summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    internal static string Of(FileDescriptor file) => Files.ReadLink(FileDescriptor.WorkingDirectory, $"/proc/thread-self/fd/{file.Number}");
}
