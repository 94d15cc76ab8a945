namespace OciIdMapHook.Planning;

/// <summary>A mount that sits directly on the root mount, and the mounts that move along on top of it.</summary>
/// <param name="MountId">The mount to move.</param>
/// <param name="RelativePath">Its mount point below the root, <c>a/b</c>; never empty.</param>
/// <param name="StackedAbove">The mounts on the very same mount point over it, from the bottom to the top. They are what a
/// path finds; <paramref name="MountId"/> lies under them.</param>
public sealed record SubmountMove(int MountId, string RelativePath, IReadOnlyList<int> StackedAbove);
