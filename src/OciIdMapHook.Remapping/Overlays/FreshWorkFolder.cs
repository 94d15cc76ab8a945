using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The work folder of a container's new overlay, within the old overlay's: called after the container, so that each start takes
/// away what the start before has left.
/// </summary>
internal sealed class FreshWorkFolder
{
    private const int MaxNames = 16;
    private const int PatienceForLock = 1000; // milliseconds; a composition takes about three
    private const int PatienceForOverlay = 100;

    private FileDescriptor? held;

    private FreshWorkFolder(string name, FileDescriptor? held)
    {
        Name = name;
        this.held = held;
    }

    /// <summary>Its name in the old work folder.</summary>
    internal string Name { get; }

    /// <summary>
    /// Makes it, as the caller's file system ids. Containers of one id may share an upper layer, under two engines or two roots
    /// of one: what an overlay uses stays, and the next name is taken.
    /// </summary>
    /// <param name="work">The old work folder, in the mount that the overlay will use.</param>
    /// <param name="attachedWork">The same on the host's own mount.</param>
    /// <param name="containerId">The container.</param>
    /// <param name="workPath">How the folder is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    internal static FreshWorkFolder Make(FileDescriptor work, FileDescriptor attachedWork, string containerId, string workPath)
    {
        var held = TryHold(attachedWork, workPath);
        try
        {
            for (var number = 0; held is not null && number < MaxNames; number++)
            {
                var name = WorkFolderName.Of(containerId, number);
                if (Files.TryMakeDirectory(work, name, workPath, CauseOfFailure)
                    || (TryRemove(attachedWork, name, workPath) && Files.TryMakeDirectory(work, name, workPath, CauseOfFailure)))
                {
                    return new FreshWorkFolder(name, held);
                }
            }

            var unique = $"{WorkFolderName.Prefix}{Guid.NewGuid():N}";
            Files.MakeDirectory(work, unique, workPath, CauseOfFailure);
            return new FreshWorkFolder(unique, held);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Lets other hooks at the same work folder go on.</summary>
    internal void Unlock()
    {
        held?.Dispose();
        held = null;
    }

    /// <summary>Keeps other hooks from taking away a folder that no overlay uses yet.</summary>
    /// <returns>Null where another one holds it for too long.</returns>
    private static FileDescriptor? TryHold(FileDescriptor work, string workPath)
    {
        var folder = Files.OpenAt(work, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        for (var waited = 0; waited < PatienceForLock; waited++)
        {
            if (Files.TryLock(folder, workPath))
                return folder;
            Thread.Sleep(1);
        }

        folder.Dispose();
        return null;
    }

    /// <summary>The overlay of a container that has just ended is taken down a moment later.</summary>
    private static bool TryRemove(FileDescriptor work, string name, string workPath)
    {
        try
        {
            for (var waited = 0; OverlayUse.IsWorkFolderOfOverlay(work, name, workPath); waited += 5)
            {
                if (waited >= PatienceForOverlay)
                    return false;
                Thread.Sleep(5);
            }

            Files.RemoveTree(work, name);
            return true;
        }
        catch (LinuxException)
        {
            return false; // somebody else's, by another owner or not a folder: another name does as well
        }
    }

    private static string? CauseOfFailure(Errno errno) => errno switch
    {
        Errno.EOVERFLOW => "the container's root has no id on that file system",
        Errno.EROFS => "the file system of the upper layer is read-only",
        _ => null,
    };
}
