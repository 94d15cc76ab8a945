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
        UserNamespace = Probe.Success,
        PidFd = Probe.Success,
        Ptrace = Probe.Success,
        MountCalls = Probe.Success,
        OverlayByDescriptor = Probe.Success,
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
        Probe = Probe.Success,
    };

    internal static ConfigurationFacts Configuration { get; } = new("/etc/oci-idmap-hook/config.json", Exists: true, Fault: null);

    internal static SecurityFacts Security { get; } = new()
    {
        Active = ["capability", "yama"],
        HasAppArmor = false,
        AppArmorProfiles = null,
        SelinuxEnforces = null,
    };

    internal static Probe Failed(Errno errno) => new(errno, $"it was tried: {errno}");
}
