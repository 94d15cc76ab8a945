namespace OciIdMapHook.Linux;

/// <summary>Propagation of mounts as mountinfo writes it (show_mountinfo, fs/proc_namespace.c).</summary>
internal static class MountPropagation
{
    internal static string ToText(in Native.Struct.statmount mount)
    {
        if ((mount.mnt_propagation & (Native.MS_UNBINDABLE | Native.MS_SLAVE | Native.MS_SHARED)) == 0)
            return string.Empty;

        var words = new List<string>();
        if ((mount.mnt_propagation & Native.MS_SHARED) != 0)
            words.Add($"shared:{mount.mnt_peer_group}");
        if ((mount.mnt_propagation & Native.MS_SLAVE) != 0)
            words.Add($"master:{mount.mnt_master}");
        if ((mount.mnt_propagation & Native.MS_UNBINDABLE) != 0)
            words.Add("unbindable");
        return string.Join(' ', words);
    }
}
