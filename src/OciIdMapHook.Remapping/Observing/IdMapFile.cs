using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>The maps of a user namespace as the kernel shows them.</summary>
internal static class IdMapFile
{
    private const int MaxBytes = 64 * 1024;
    private const int UsualBytes = 512;

    /// <param name="process">A process in that namespace.</param>
    /// <param name="name"><c>uid_map</c> or <c>gid_map</c>.</param>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">It is no map.</exception>
    internal static IReadOnlyList<IdRange> Of(ProcessFolder process, string name) =>
        IdMapText.Parse(process.Read(name, MaxBytes, UsualBytes));

    /// <param name="path">The file.</param>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="DocumentException">It is no map.</exception>
    internal static IReadOnlyList<IdRange> At(string path)
    {
        using var file = Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly);
        return IdMapText.Parse(Files.ReadToEnd(file, path, MaxBytes, UsualBytes));
    }
}
