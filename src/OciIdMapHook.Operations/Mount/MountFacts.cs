using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>What is found at the two ends of a mount before it is made.</summary>
/// <param name="Source">The source's path without links.</param>
/// <param name="Target">The target's path without links.</param>
/// <param name="SourceStatus">The folder or file to be mounted.</param>
/// <param name="TargetStatus">What it is to be mounted on.</param>
/// <param name="SourceMount">The mount the source is on.</param>
/// <param name="Below">What is mounted below the source.</param>
public sealed record MountFacts(
    string Source,
    string Target,
    FileStatus SourceStatus,
    FileStatus TargetStatus,
    MountEntry SourceMount,
    IReadOnlyList<MountEntry> Below)
{
    /// <summary>The mounts that a mount of the source is made of.</summary>
    public IReadOnlyList<MountEntry> Parts(bool isRecursive) => isRecursive ? [SourceMount, .. Below] : [SourceMount];
}
