using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// A folder that is opened once, by a path on which nobody but root and the caller can lead elsewhere: a symbolic link of anybody
/// else's is not followed.
/// </summary>
internal static class TrustedFolder
{
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    /// <exception cref="OperationException">A link on the way is another user's.</exception>
    internal static FileDescriptor Open(string path)
    {
        var names = new Stack<string>();
        Push(names, Path.GetFullPath(path));
        var folder = Root();
        try
        {
            for (var links = 0; names.TryPop(out var name);)
            {
                var next = Files.OpenAt(folder, name, OpenFlags.Path | OpenFlags.NoFollow);
                if (Files.Status(next) is { IsSymbolicLink: true } status)
                {
                    using var link = next;
                    Check(status, name, path, ++links);
                    var target = Files.ReadLink(link, string.Empty);
                    Push(names, target);
                    if (target is not ['/', ..])
                        continue;
                    next = Root();
                }

                folder.Dispose();
                folder = next;
            }

            return Files.OpenAt(folder, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        }
        finally
        {
            folder.Dispose();
        }
    }

    private static FileDescriptor Root() =>
        Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);

    private static void Push(Stack<string> names, string path)
    {
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            names.Push(name);
    }

    private static void Check(FileStatus link, string name, string path, int links)
    {
        if (link.Uid != 0 && link.Uid != Caller.EffectiveUid)
        {
            throw new OperationException(
                $"{Printable.Text(name)}, which {Printable.Text(path)} leads through, is a symbolic link of user {link.Uid}, who "
                + "could lead it anywhere; name the folder itself");
        }
        if (links > Files.MaxSymlinks)
            throw new OperationException($"{Printable.Text(path)} leads through more than {Files.MaxSymlinks} symbolic links");
    }
}
