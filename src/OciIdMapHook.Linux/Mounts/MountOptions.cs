namespace OciIdMapHook.Linux;

/// <summary>The per-mount options of mountinfo as the properties that set them (show_mnt_opts, fs/proc_namespace.c).</summary>
public static class MountOptions
{
    private static readonly (MountProperties Property, string Name)[] Shown =
    [
        (MountProperties.NoSuid, ",nosuid"),
        (MountProperties.NoDev, ",nodev"),
        (MountProperties.NoExec, ",noexec"),
        (MountProperties.NoAtime, ",noatime"),
        (MountProperties.NoDirAtime, ",nodiratime"),
    ];

    public static MountProperties Parse(string options)
    {
        var properties = MountProperties.None;
        foreach (var option in options.Split(','))
        {
            properties |= option switch
            {
                "ro" => MountProperties.ReadOnly,
                "nosuid" => MountProperties.NoSuid,
                "nodev" => MountProperties.NoDev,
                "noexec" => MountProperties.NoExec,
                "noatime" => MountProperties.NoAtime,
                "nodiratime" => MountProperties.NoDirAtime,
                "nosymfollow" => MountProperties.NoSymFollow,
                _ => MountProperties.None,
            };
        }

        // Neither relatime nor noatime is shown for strictatime, which is a choice of its own.
        return properties.HasFlag(MountProperties.NoAtime) || options.Contains("relatime", StringComparison.Ordinal)
            ? properties
            : properties | MountProperties.StrictAtime;
    }

    /// <summary>What mountinfo would show of a mount with these attributes (MOUNT_ATTR_…).</summary>
    internal static string ToText(ulong attributes)
    {
        var properties = (MountProperties)(attributes & ~Native.MOUNT_ATTR_IDMAP);
        var text = properties.HasFlag(MountProperties.ReadOnly) ? "ro" : "rw";
        foreach (var (property, name) in Shown)
        {
            if (properties.HasFlag(property))
                text += name;
        }

        if ((properties & (MountProperties.NoAtime | MountProperties.StrictAtime)) == 0)
            text += ",relatime";
        if (properties.HasFlag(MountProperties.NoSymFollow))
            text += ",nosymfollow";
        return (attributes & Native.MOUNT_ATTR_IDMAP) != 0 ? text + ",idmapped" : text;
    }
}
