namespace OciIdMapHook.Linux;

/// <summary>The per-mount options of mountinfo as the properties that set them (show_mnt_opts, fs/proc_namespace.c).</summary>
public static class MountOptions
{
    public static MountProperties Parse(string options)
    {
        var properties = MountProperties.None;
        foreach (var option in options.Split(','))
        {
            properties |= option switch
            {
                "ro" => MountProperties.ReadOnly,
                "nosuid" => MountProperties.NoSetUserId,
                "nodev" => MountProperties.NoDevices,
                "noexec" => MountProperties.NoExecution,
                "noatime" => MountProperties.NoAccessTime,
                "nodiratime" => MountProperties.NoDirectoryAccessTime,
                "nosymfollow" => MountProperties.NoSymlinks,
                _ => MountProperties.None,
            };
        }

        // Neither relatime nor noatime is shown for strictatime, which is a choice of its own.
        return properties.HasFlag(MountProperties.NoAccessTime) || options.Contains("relatime", StringComparison.Ordinal)
            ? properties
            : properties | MountProperties.EveryAccessTime;
    }
}
