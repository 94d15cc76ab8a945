using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// What a hook could leave in the host's own namespaces. A child of the hook shares the host's mount table, so that only its
/// working directory, the bundle, gives it away.
/// </summary>
internal static class HostTraces
{
    public static IReadOnlyList<string> Of(WorkFolder folder) => [.. Mounts(folder), .. Processes(folder)];

    private static IEnumerable<string> Mounts(WorkFolder folder) =>
        File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains(folder.FullPath, StringComparison.Ordinal));

    private static IEnumerable<string> Processes(WorkFolder folder) =>
        Directory.EnumerateDirectories("/proc", "*").Where(path => char.IsAsciiDigit(path[6]))
            .Where(path => WorkingDirectory(path).StartsWith(folder.FullPath, StringComparison.Ordinal));

    private static string WorkingDirectory(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended, or is a kernel thread
        }
    }
}
