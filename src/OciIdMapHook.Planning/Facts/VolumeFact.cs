using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What is found at the destination of one of config.json's mounts, whatever symbolic links of the image lead
/// there.</summary>
/// <param name="ConfigIndex">Which of <c>mounts</c>, from 0.</param>
/// <param name="MountId">The mount the destination is on: the topmost one, where several are stacked. Where there is no such
/// destination, the mount that the way to it ends on.</param>
/// <param name="IsMountRoot">The destination is the root of that mount.</param>
/// <param name="ShowsSource">It is the very file or folder that the mount's source names on the host. A link of the image may by
/// now lead to another mount than the runtime made: one that was mounted later lies on the way.</param>
public sealed record VolumeFact(int ConfigIndex, int MountId, bool IsMountRoot, bool ShowsSource)
{
    /// <summary>Of one that is not found, the device that its source is on, as <see cref="MountEntry.Device"/>; null where that
    /// is not known.</summary>
    public string? SourceDevice { get; init; }

    /// <summary>
    /// Its source is on an idmapped mount, and the volume has that one's owners: no runtime has given it a map.
    /// </summary>
    public bool HasMapOfSource { get; init; }
}
