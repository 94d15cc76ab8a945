using System.Globalization;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>One range of a user namespace, the same for users and groups.</summary>
internal readonly record struct IdMapping(uint ContainerId, uint HostId, uint Size)
{
    public static IdMapping From(uint hostId) => new(0, hostId, 65536);

    /// <summary>As Podman writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ContainerId}:{HostId}:{Size}");
}
