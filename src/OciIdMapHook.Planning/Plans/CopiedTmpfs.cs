namespace OciIdMapHook.Planning;

/// <summary>A tmpfs into which the runtime copied what the rootfs has in its place, before it ran its hooks.</summary>
/// <param name="MountId">The tmpfs.</param>
/// <param name="RelativePath">Its mount point below the root, <c>a/b</c>; never empty.</param>
public sealed record CopiedTmpfs(int MountId, string RelativePath);
