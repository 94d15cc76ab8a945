namespace OciIdMapHook.Ctl;

/// <summary>What <c>umount</c> did.</summary>
/// <param name="Target">Where the mount was, without links.</param>
internal sealed record Unmounted(string Target);
