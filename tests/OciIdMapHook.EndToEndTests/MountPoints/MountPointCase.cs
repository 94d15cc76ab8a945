namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>A container on a root that lacks mount points, run without a user namespace, and with one and the hook.</summary>
public sealed class MountPointCase
{
    internal MountPointCase(MountPointSetting setting, string root, string kind)
    {
        Setting = setting;
        Root = root;
        Kind = kind;
    }

    internal MountPointSetting Setting { get; }

    /// <summary>As tests/environment/mount-points/roots.sh makes it.</summary>
    internal string Root { get; }

    /// <summary>What is asked of Podman.</summary>
    internal string Kind { get; }

    /// <summary>Among those of its setting: also the name of a folder.</summary>
    internal string Name => $"{Root}-{Kind}";

    public override string ToString() => $"{Setting} {Root} {Kind}";
}
