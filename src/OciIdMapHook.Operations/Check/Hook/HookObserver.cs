using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Reads the hooks.d folders of a root, and looks at the hooks they name.</summary>
internal sealed class HookObserver(RootFiles root)
{
    private const string SelinuxAttribute = "security.selinux";

    private readonly List<string> faults = [];

    internal HookFacts Observe(IReadOnlyList<EngineFacts> engines)
    {
        var paths = engines.SelectMany(engine => engine.HooksFolders).Concat(HooksFolders.WellKnown)
            .Distinct(StringComparer.Ordinal);
        var folders = new Dictionary<string, HooksFolder>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Read(path) is { } folder)
                folders[path] = folder;
        }

        var readers = engines.Where(engine => engine.ReadsHooks)
            .Select(engine => new EngineHooks(
                engine.Title,
                [.. engine.HooksFolders.Where(folders.ContainsKey).Select(path => folders[path])],
                engine.HooksFoldersSetBy))
            .ToList();
        var copies = new List<HookCopy>();
        foreach (var hook in HooksNamedIn(folders.Values))
        {
            using var file = root.Open(hook);
            if (file is not null && Files.Status(file).IsRegular)
                copies.Add(LookAt(hook, file));
        }

        var read = engines.SelectMany(engine => engine.HooksFolders).ToHashSet(StringComparer.Ordinal);
        return new HookFacts
        {
            Engines = readers,
            Unread = [.. folders.Values.Where(folder => !read.Contains(folder.FolderPath))],
            Overridden = IsThere(ContainersConf.Ours) ? ContainersConf.Overridden(root) : null,
            Copies = copies,
            Faults = faults,
        };
    }

    private bool IsThere(string path)
    {
        using var file = root.Open(path);
        return file is not null;
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
            return HooksFolder.Read(root.Descriptor, path);
        }
        catch (LinuxException exception)
        {
            faults.Add($"the hooks.d folder {Printable.Text(path)} cannot be read: {Printable.Text(exception.Message)}");
            return null;
        }
    }

    private static HookCopy LookAt(string hook, FileDescriptor file) =>
        new(hook, VersionOf(hook, file), Files.ExtendedAttribute(Files.LinkTo(file), SelinuxAttribute));

    private static string? VersionOf(string hook, FileDescriptor file)
    {
        try
        {
            using var readable = Files.OpenAt(FileDescriptor.WorkingDirectory, Files.LinkTo(file), OpenFlags.ReadOnly);
            return HookNote.Version(Files.ReadToEnd(readable, hook, HookExecutable.LargestFile, HookExecutable.UsualFile));
        }
        catch (Exception exception) when (exception is LinuxException or InvalidDataException)
        {
            return null;
        }
    }
}
