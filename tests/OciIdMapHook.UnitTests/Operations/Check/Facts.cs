using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

/// <summary>Facts of a host on which nothing is wrong, to be changed in one place each.</summary>
internal static class Facts
{
    internal static KernelFacts Kernel { get; } = new()
    {
        Release = "6.18.1",
        IsPrivileged = true,
        UserNamespace = Trial.Success,
        PidFd = Trial.Success,
        Ptrace = Trial.Success,
        MountCalls = Trial.Success,
        OverlayByDescriptor = Trial.Success,
        TellsMounts = true,
        Settings = new KernelSettings { MaxUserNamespaces = 1000, MaxMountNamespaces = 1000, PtraceScope = 1 },
    };

    internal static StorageFacts Storage { get; } = new()
    {
        Path = "/srv/storage",
        Users = "Podman",
        TriedInstead = null,
        FileSystemType = "ext4",
        IsMountRoot = false,
        Trial = Trial.Success,
    };

    internal static ConfigurationFacts Configuration { get; } = new("/etc/oci-idmap-hook/config.json", Exists: true, Fault: null);

    internal static SecurityFacts Security { get; } = new()
    {
        Active = ["capability", "yama"],
        HasAppArmor = false,
        AppArmorProfiles = null,
        SelinuxEnforces = null,
    };

    internal static Trial Failed(Errno errno) => new(errno, $"it was tried: {errno}");
}
