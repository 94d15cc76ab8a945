using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// What is known of a container, together with the descriptors it was learned through: what is decided about the facts is done to
/// these, and never looked up by path again.
/// </summary>
public sealed class ObservedContainer : IDisposable
{
    public required ContainerFacts Facts { get; init; }

    /// <summary>The init, pinned; not disposed with the rest.</summary>
    public required ProcessFolder Init { get; init; }

    /// <summary>The mount namespace of the thread that looked (nsfs).</summary>
    public required FileDescriptor OwnMountNamespace { get; init; }

    /// <summary>The init's mount namespace (nsfs).</summary>
    public required FileDescriptor MountNamespace { get; init; }

    /// <summary>The init's user namespace (nsfs): the one whose maps are in <see cref="Facts"/>.</summary>
    public required FileDescriptor UserNamespace { get; init; }

    /// <summary>The rootfs as the container's mount namespace has it (O_PATH).</summary>
    public required FileDescriptor Root { get; init; }

    /// <summary>
    /// The rootfs as the hook's own mount namespace has it (O_PATH); null where the host's mounts were not looked at.
    /// </summary>
    public FileDescriptor? HostRoot { get; init; }

    /// <summary>A copy of it with what is mounted below it, as <see cref="ContainerFacts.HostMounts"/> says; null like
    /// <see cref="HostRoot"/>.</summary>
    internal HostTree? HostTree { get; init; }

    public void Dispose()
    {
        HostTree?.Dispose();
        HostRoot?.Dispose();
        Root.Dispose();
        UserNamespace.Dispose();
        MountNamespace.Dispose();
        OwnMountNamespace.Dispose();
    }
}
