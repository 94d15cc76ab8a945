namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>Finds what outlived the containers of a work folder.</summary>
internal static class Leftovers
{
    // Podman's monitor and its clean-up go on for a moment after "podman run" has returned.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<string>> OfAsync(WorkFolder folder)
    {
        var deadline = DateTime.UtcNow + Patience;
        for (; ; )
        {
            string[] left =
            [
                .. Mounts(folder), .. LoopDevices(folder), .. Processes(folder), .. ControlGroups(folder),
                .. StateFolders(folder),
            ];
            if (left.Length == 0 || DateTime.UtcNow > deadline)
                return left;

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static IEnumerable<string> Mounts(WorkFolder folder) =>
        File.ReadLines("/proc/self/mountinfo").Where(line => Names(line, folder)).Select(line => $"mount: {line}");

    /// <summary>
    /// Whatever runs in the private mount namespace of a run, or in one made from it, has the folder in its mount table.
    /// A process that has ended but was not reaped yet has none.
    /// </summary>
    private static IEnumerable<string> Processes(WorkFolder folder)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc", "*").Where(path => char.IsAsciiDigit(path[6])))
        {
            if (TryRead(Path.Combine(process, "mountinfo")) is { } table && Names(table, folder))
                yield return $"process: {process} {TryRead(Path.Combine(process, "cmdline"))?.Replace('\0', ' ')}";
        }
    }

    private static IEnumerable<string> ControlGroups(WorkFolder folder) =>
        Directory.EnumerateDirectories(
            "/sys/fs/cgroup", $"*{folder.Name}*", new EnumerationOptions { RecurseSubdirectories = true })
            .Select(path => $"control group: {path}");

    private static IEnumerable<string> StateFolders(WorkFolder folder) =>
        from state in folder.StateFolders
        where Directory.Exists(state)
        from left in Directory.EnumerateDirectories(state)
            // Crun keeps an empty folder of its own there, to mask folders with.
        where !Path.GetFileName(left).StartsWith('.')
        select $"state of a container: {left}";

    private static IEnumerable<string> LoopDevices(WorkFolder folder) =>
        from device in Directory.EnumerateDirectories("/sys/block", "loop*")
        where TryRead(Path.Combine(device, "loop", "backing_file")) is { } image && Names(image, folder)
        select $"loop device: {device}";

    private static bool Names(string mountTable, WorkFolder folder) =>
        mountTable.Contains(folder.FullPath, StringComparison.Ordinal);

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
