namespace OciIdMapHook.Remapping;

/// <summary>Throw-away mount namespaces.</summary>
internal static class ThrowAway
{
    /// <summary>
    /// A folder that every kernel with /proc has and no layer is below. Not "/": a thread whose root is covered counts as chrooted, and
    /// may make no user namespace (current_chrooted, fs/namespace.c).
    /// </summary>
    internal const string Place = "/proc/fs";
}
