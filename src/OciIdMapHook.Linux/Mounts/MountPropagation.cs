namespace OciIdMapHook.Linux;

/// <summary>Propagation of mounts as mountinfo writes it (show_mountinfo, fs/proc_namespace.c).</summary>
internal static class MountPropagation
{
    private const ulong Unbindable = 1 << 17; // MS_UNBINDABLE
    private const ulong Slave = 1 << 19; // MS_SLAVE
    private const ulong Shared = 1 << 20; // MS_SHARED

    internal static string ToText(in MountStatusBuffer mount)
    {
        if ((mount.Propagation & (Unbindable | Slave | Shared)) == 0)
            return string.Empty;

        var words = new List<string>();
        if ((mount.Propagation & Shared) != 0)
            words.Add($"shared:{mount.PeerGroup}");
        if ((mount.Propagation & Slave) != 0)
            words.Add($"master:{mount.Master}");
        if ((mount.Propagation & Unbindable) != 0)
            words.Add("unbindable");
        return string.Join(' ', words);
    }
}
