using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Whether other users of the host can run what a container's root leaves in a rootfs.</summary>
internal static class HostReach
{
    private const int GroupSearch = 0x8; // 0010
    private const int OthersSearch = 0x1; // 0001

    internal const string WhatToDo = "keep it in a folder of mode 0700, or on a file system that is mounted nosuid";

    internal const string Why =
        "what the container's root writes belongs to the host's root on disk: a setuid file that it makes is one that any of "
        + "these users can run as root";

    /// <summary>
    /// Other users can come to it through every folder above it, and a setuid program there would run as its owner.
    /// </summary>
    /// <remarks>The folder's own mode is not asked: the container's root may change it.</remarks>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal static bool LetsOthersRunSetUserId(FileDescriptor folder)
    {
        if (Files.ForbidsSetUserId(folder))
            return false;
        for (var path = Path.GetDirectoryName(Files.PathOf(folder)); path is not null; path = Path.GetDirectoryName(path))
        {
            using var parent = Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.Path | OpenFlags.Directory);
            if (!MayBeSearchedByOthers(Files.Status(parent)))
                return false;
        }

        return true;
    }

    private static bool MayBeSearchedByOthers(FileStatus folder) => folder.Uid != 0
        || (folder.Permissions & OthersSearch) != 0
        || (folder.Gid != 0 && (folder.Permissions & GroupSearch) != 0);
}
