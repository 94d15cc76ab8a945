using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Podman's own record of a container, read from the database that the Podman which runs the hook has open. Where the container's
/// user namespace does not have the host's root, Podman 4.4 and newer name an empty folder as its root.path before the runtime is
/// run (getRootPathForOCI in libpod), and nothing else says where the rootfs is.
/// </summary>
internal static class PodmanDatabase
{
    private const string FileName = "/db.sql";
    private const string ContainersFolder = "-containers/";
    internal const string BundleName = "/userdata";
    private const int UsualBytes = 1 << 20;

    // "File Locking And Concurrency" of the SQLite documentation; PENDING_BYTE, SHARED_FIRST and SHARED_SIZE in os.h. Whoever
    // writes to the file has both, so that nothing is torn while the second is held.
    private const long Pending = 0x40000000;
    private const long Shared = Pending + 2;
    private const int SharedLength = 510;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="bundle">The container's bundle: <c>…/overlay-containers/ID/userdata</c>.</param>
    /// <returns>The container's id; null where the folder is no bundle of Podman's.</returns>
    internal static string? IdOf(string bundle)
    {
        if (!bundle.EndsWith(BundleName, StringComparison.Ordinal))
            return null;
        var folder = bundle[..^BundleName.Length];
        var start = folder.LastIndexOf('/') + 1;
        return start < folder.Length && folder[..start].EndsWith(ContainersFolder, StringComparison.Ordinal)
            ? folder[start..]
            : null;
    }

    /// <param name="id">The container's id.</param>
    /// <returns>Null where the engine has no such database open, or knows no such container.</returns>
    /// <exception cref="LinuxException">The engine cannot be looked at.</exception>
    /// <exception cref="DocumentException">The database is another one, or is being written to.</exception>
    internal static PodmanContainer? Find(string id)
    {
        using var engine = ProcessFolder.Open(ThisProcess.ParentId);
        Exception? fault = null;
        foreach (var number in engine.Descriptors())
        {
            try
            {
                if (Find(engine, $"fd/{number}", id) is { } found)
                    return found;
            }
            catch (Exception exception) when (exception is DocumentException or InvalidDataException)
            {
                fault = exception;
            }
            catch (LinuxException)
            {
                // Closed meanwhile, or called so that it cannot be the one.
            }
        }

        return fault is null ? null : throw new DocumentException(fault.Message, fault);
    }

    private static PodmanContainer? Find(ProcessFolder engine, string descriptor, string id)
    {
        if (!engine.LinkOf(descriptor).EndsWith(FileName, StringComparison.Ordinal) || !engine.StatusOf(descriptor).IsRegular)
            return null;
        using var file = engine.OpenFile(descriptor, OpenFlags.ReadOnly);
        KeepWritersOut(file);
        return PodmanDocuments.FindContainer(
            Files.ReadToEnd(file, FileName, PodmanDocuments.MaxDatabaseBytes, UsualBytes), id);
    }

    /// <summary>Until the descriptor is closed. Where it does not come about in time, a page that is torn says so.</summary>
    private static void KeepWritersOut(FileDescriptor file)
    {
        var deadline = Deadline.After(Patience);
        while (!TryKeepWritersOut(file) && deadline.Left > TimeSpan.Zero)
            Thread.Sleep(1);
    }

    private static bool TryKeepWritersOut(FileDescriptor file)
    {
        if (!Files.TryLockForReading(file, Pending, 1))
            return false;
        var isShared = Files.TryLockForReading(file, Shared, SharedLength);
        Files.Unlock(file, Pending, 1);
        return isShared;
    }
}
