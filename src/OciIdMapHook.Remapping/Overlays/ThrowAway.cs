using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Throw-away mount namespaces.</summary>
internal static class ThrowAway
{
    /// <summary>
    /// A folder that every kernel with /proc has, that no layer is below, and that nobody can rename. Not "/": a thread whose
    /// root is covered counts as chrooted, and may make no user namespace (current_chrooted, fs/namespace.c).
    /// </summary>
    internal const string MountPoint = "/proc/fs";

    /// <summary>Attaches a detached mount there, over what is there already.</summary>
    /// <exception cref="LinuxException">It cannot be attached.</exception>
    internal static void Attach(FileDescriptor mount, string name)
    {
        using var folder = Files.OpenAt(FileDescriptor.WorkingDirectory, MountPoint, OpenFlags.Path | OpenFlags.Directory);
        Mounts.Move(mount, folder, name, MountPoint);
    }
}
