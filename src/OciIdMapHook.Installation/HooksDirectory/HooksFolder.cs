using OciIdMapHook.Linux;
using static OciIdMapHook.Installation.ViolationEffect;

namespace OciIdMapHook.Installation;

/// <summary>A hooks.d folder: what an engine finds in it.</summary>
/// <param name="FolderPath">The folder, as the engine calls it.</param>
/// <param name="Exists">An engine passes over a folder that is not there.</param>
/// <param name="Entries">Its files whose names end in <c>.json</c>, in the order of their names; the engines pass over all
/// others.</param>
public sealed record HooksFolder(string FolderPath, bool Exists, IReadOnlyList<HooksFolderFile> Entries)
{
    private const string Suffix = ".json";
    private const int LargestFile = 1 << 20;
    private const int UsualFile = 1024;

    /// <param name="root">What the engine has as its root directory: paths and links in it do not leave it.</param>
    /// <param name="path">The folder, absolute, as the engine calls it.</param>
    /// <exception cref="LinuxException">The folder is there but cannot be read.</exception>
    public static HooksFolder Read(FileDescriptor root, string path)
    {
        using var folder = TryOpen(root, path, OpenFlags.ReadOnly | OpenFlags.Directory);
        if (folder is null)
            return new HooksFolder(path, Exists: false, []);
        var files =
            from name in Files.Names(folder, path)
            where name.EndsWith(Suffix, StringComparison.Ordinal)
            select ReadFile(root, path, name);
        return new HooksFolder(
            path, Exists: true, [.. files.OfType<HooksFolderFile>().OrderBy(file => file.Name, StringComparer.Ordinal)]);
    }

    /// <returns>Null where the file has gone, or is a link to nothing: engines pass over both.</returns>
    private static HooksFolderFile? ReadFile(FileDescriptor root, string folder, string name)
    {
        try
        {
            using var file = TryOpen(root, Path.Combine(folder, name), OpenFlags.ReadOnly | OpenFlags.NonBlocking);
            if (file is null)
                return null;
            if (!Files.Status(file).IsRegular)
                return Unreadable(folder, name, "it is no regular file");
            var content = HookFile.Read(Files.ReadToEnd(file, name, LargestFile, UsualFile));
            return new HooksFolderFile(
                folder, name, content.HookPath, content.Stages, [.. content.Violations, .. OfTarget(root, content.HookPath)]);
        }
        catch (Exception exception) when (exception is LinuxException or InvalidDataException)
        {
            return Unreadable(folder, name, $"it cannot be read: {exception.Message}");
        }
    }

    private static IEnumerable<HookFileViolation> OfTarget(FileDescriptor root, string? hook)
    {
        if (hook is not ['/', ..])
            return [];
        try
        {
            using var target = TryOpen(root, hook, OpenFlags.Path);
            if (target is null)
                return [OfExecutable(HookIgnored, $"{hook}, and there is no such file")];
            return Files.Status(target).IsExecutable
                ? []
                : [OfExecutable(ContainersFail, $"{hook}, which is not executable")];
        }
        catch (LinuxException exception)
        {
            return [OfExecutable(ContainersFail, $"{hook}, which cannot be looked at: {exception.Message}")];
        }
    }

    private static HookFileViolation OfExecutable(ViolationEffect effect, string what) =>
        new(effect, $"hook.path names {what}", ViolationSubject.Executable);

    private static HooksFolderFile Unreadable(string folder, string name, string sentence) =>
        new(folder, name, HookPath: null, Stages: [], [new(ContainersFail, sentence)]);

    private static FileDescriptor? TryOpen(FileDescriptor root, string path, int flags)
    {
        try
        {
            return Files.OpenAt2(root, path, flags, PathResolution.InRoot | PathResolution.NoMagicLinks);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
    }
}
