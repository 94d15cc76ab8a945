namespace OciIdMapHook.Planning;

/// <summary>How a runtime makes the mount points that a rootfs lacks.</summary>
/// <remarks>
/// crun: process_single_mount in src/libcrun/linux.c, crun_safe_ensure_at in src/libcrun/utils.c. runc: createMountpoint
/// (createOpenMountpoint) in libcontainer/rootfs_linux.go.
/// </remarks>
public sealed record RuntimeHabits
{
    /// <summary>Of folders above a file, and of the mount points of proc and sysfs: 0755.</summary>
    public const uint PublicMode = 0x1ED;

    private RuntimeHabits()
    {
    }

    public static RuntimeHabits Crun { get; } = new()
    {
        IsCrun = true,
        FolderMode = 0x3ED, // 01755
        FileMode = 0x1C0, // 0700
    };

    public static RuntimeHabits Runc { get; } = new()
    {
        FolderMode = PublicMode,
        FileMode = 0x1A4, // 0644
    };

    /// <summary>It takes destinations as they are written, follows a dangling link only to a file, and has proc and sysfs at the
    /// root alone.</summary>
    public bool IsCrun { get; private init; }

    public uint FolderMode { get; private init; }

    public uint FileMode { get; private init; }

    /// <param name="runtime">What the engine calls it: a name, or a path.</param>
    public static RuntimeHabits Of(string? runtime) =>
        runtime is not null && runtime[(runtime.LastIndexOf('/') + 1)..].StartsWith("runc", StringComparison.Ordinal)
            ? Runc
            : Crun;
}
