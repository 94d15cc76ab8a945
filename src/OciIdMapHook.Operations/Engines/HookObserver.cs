using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Engines;

/// <summary>Reads the hooks.d folders of a root, and asks the hooks they name for their versions.</summary>
internal sealed class HookObserver(RootFiles root)
{
    private const string SelinuxAttribute = "security.selinux";

    private readonly List<string> faults = [];

    internal async Task<HookFacts> ObserveAsync(IReadOnlyList<EngineFacts> engines, CancellationToken cancellation)
    {
        var paths = engines.SelectMany(engine => engine.HooksFolders).Concat(HooksFolders.WellKnown).Distinct(StringComparer.Ordinal);
        var folders = new Dictionary<string, HooksFolder>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Read(path) is { } folder)
                folders[path] = folder;
        }

        var readers = engines.Where(engine => engine.ReadsHooks)
            .Select(engine => new EngineHooks(
                engine.Title, [.. engine.HooksFolders.Where(folders.ContainsKey).Select(path => folders[path])]))
            .ToList();
        var copies = new List<HookCopy>();
        foreach (var hook in HooksNamedIn(folders.Values))
        {
            if (root.Find(hook) is { } place)
                copies.Add(await LookAtAsync(hook, place, cancellation));
        }

        var read = engines.SelectMany(engine => engine.HooksFolders).ToHashSet(StringComparer.Ordinal);
        return new HookFacts
        {
            Engines = readers,
            Unread = [.. folders.Values.Where(folder => !read.Contains(folder.FolderPath))],
            Copies = copies,
            Faults = faults,
        };
    }

    private static IEnumerable<string> HooksNamedIn(IEnumerable<HooksFolder> folders) => folders
        .SelectMany(folder => folder.Entries)
        .Where(file => file.NamesThisHook)
        .Select(file => file.HookPath!)
        .Distinct(StringComparer.Ordinal);

    private HooksFolder? Read(string path)
    {
        try
        {
            using var folder = Files.OpenAt(FileDescriptor.WorkingDirectory, root.At("/"), OpenFlags.Path | OpenFlags.Directory);
            return HooksFolder.Read(folder, path);
        }
        catch (LinuxException exception)
        {
            faults.Add($"the hooks.d folder {Printable.Text(path)} cannot be read: {Printable.Text(exception.Message)}");
            return null;
        }
    }

    private async Task<HookCopy> LookAtAsync(string hook, string place, CancellationToken cancellation)
    {
        var answer = root.IsThisHost ? await ProgramRun.OutputAsync(place, ["--version"], cancellation) : null;
        return new HookCopy(hook, answer?.Trim(), root.IsThisHost, Files.ExtendedAttribute(place, SelinuxAttribute));
    }
}
