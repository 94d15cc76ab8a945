namespace OciIdMapHook.Linux;

/// <summary>
/// newuidmap(1) and newgidmap(1), which write the maps of a user namespace for a user who may not: they are setuid root and grant
/// what /etc/subuid and /etc/subgid name.
/// </summary>
internal static class NewIdMapTool
{
    private static readonly string[] Folders = ["/usr/bin", "/run/wrappers/bin", "/usr/local/bin"];

    /// <param name="process">The process whose namespace is mapped.</param>
    /// <param name="mapFile"><c>uid_map</c> or <c>gid_map</c>.</param>
    /// <param name="map">The lines that could not be written.</param>
    /// <returns>Why the map was not written, with the tool's own words; null where it was.</returns>
    internal static string? WriteMap(PidFd process, string mapFile, string map)
    {
        var name = mapFile == "uid_map" ? "newuidmap" : "newgidmap";
        if (Find(name, Folders, out var fault) is not { } path)
            return fault;

        var numbers = map.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var (end, output) = HelperProgram.Run(path, [name, $"{process.Pid}", .. numbers]);
        return end.HasExited && end.Status == 0
            ? null
            : $"{path} does not do it either ({(end.HasExited ? "exit code" : "signal")} {end.Status}): \"{output.Trim()}\"; see "
                + $"which ids {(mapFile == "uid_map" ? "/etc/subuid" : "/etc/subgid")} grants the user";
    }

    /// <remarks>
    /// Only root's own program may map ids in root's name. The setuid bit is not asked for: some distributions give it file
    /// capabilities instead, and without either it says itself that it may not. In a user namespace it belongs to nobody, and
    /// could do no more than the hook.
    /// </remarks>
    internal static string? Find(string name, IReadOnlyList<string> folders, out string fault)
    {
        fault = $"and there is no {name} in {string.Join(" or ", folders)}: install it (package uidmap or shadow-utils)";
        foreach (var folder in folders)
        {
            var path = $"{folder}/{name}";
            using var file = Files.OpenIfThere(path, OpenFlags.Path);
            if (file is null)
                continue;

            var status = Files.Status(file);
            if (status.Uid == 0 && status.IsRegular && !status.IsWritableByOthers)
                return path;
            fault = $"and {path} is not to be trusted: it must be a file of root's that nobody else may write";
            return null;
        }

        return null;
    }
}
