using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds what Podman has made in a rootfs, and gives it to whom it belongs on disk.</summary>
internal sealed class EngineTraceObserver : IDisposable
{
    private readonly FileDescriptor root;
    private readonly FileDescriptor? etc;
    private readonly FileDescriptor? mtab;
    private FileDescriptor? work;
    private FileDescriptor? aboveWork;

    /// <param name="root">The rootfs on the host, which stays the caller's.</param>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal EngineTraceObserver(FileDescriptor root)
    {
        this.root = root;
        etc = Open(
            root, "etc", OpenFlags.Directory,
            PathResolution.InRoot | PathResolution.NoMagicLinks | PathResolution.NoMountCrossing);
        if (etc is not null)
            mtab = Open(etc, "mtab", OpenFlags.NoFollow, PathResolution.InsideTree | PathResolution.NoMountCrossing);
        if (mtab is not null && !IsPodmansLink(mtab))
        {
            mtab.Dispose();
            mtab = null;
        }
    }

    /// <summary>Something belongs to somebody else than the host's root.</summary>
    internal bool IsAnyOfOthers => IsOfOthers(root) || IsOfOthers(etc) || IsOfOthers(mtab);

    /// <summary>Whom Podman has given the folder <c>etc</c> of a rootfs to that is no overlay, so that it tells nothing of who
    /// owns that; null where it does not lie directly in it.</summary>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal Owner? OwnerOfEntryEtc()
    {
        using var entry = Open(root, "etc", OpenFlags.NoFollow, PathResolution.InsideTree | PathResolution.NoMountCrossing);
        return entry is not null && Files.Status(entry).IsDirectory ? OwnerOf(entry) : null;
    }

    /// <param name="overlay">What the rootfs is made of; null where it is no overlay.</param>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal EngineTraceFacts Observe(ReplacementRoot.Overlay? overlay)
    {
        if (overlay?.WorkFolder is { Layer.Path: var path })
        {
            work = Files.OpenIfThere(path, OpenFlags.Path | OpenFlags.Directory);
            aboveWork = Files.OpenIfThere(path[..path.LastIndexOf('/')], OpenFlags.Path | OpenFlags.Directory);
        }

        var inUpper = new List<Owner>();
        var isEtcInUpper = overlay?.Upper is { } upper && LookInto(upper.Layer.Path, inUpper);
        return new EngineTraceFacts
        {
            Root = OwnerOf(root),
            Work = work is null ? null : OwnerOf(work),
            Etc = etc is null ? null : OwnerOf(etc),
            Mtab = mtab is null ? null : OwnerOf(mtab),
            IsEtcInUpper = isEtcInUpper,
            InUpper = inUpper,
        };
    }

    /// <exception cref="LinuxException">An owner cannot be changed.</exception>
    internal void PutRight(EngineTraces traces)
    {
        Give(aboveWork, traces.Work);
        Give(work, traces.Work);
        Give(root, traces.Root);
        Give(etc, traces.Etc);
        Give(mtab, traces.Mtab);
    }

    public void Dispose()
    {
        aboveWork?.Dispose();
        work?.Dispose();
        mtab?.Dispose();
        etc?.Dispose();
    }

    private static FileDescriptor? Open(FileDescriptor folder, string name, int flags, PathResolution resolve) =>
        Files.TryOpenAt2(folder, name, OpenFlags.Path | flags, resolve, out _);

    private static bool IsPodmansLink(FileDescriptor file)
    {
        try
        {
            return Files.Status(file).IsSymbolicLink && Files.ReadLink(file, string.Empty) == "/proc/mounts";
        }
        catch (LinuxException exception) when (exception.Errno is Errno.None)
        {
            return false; // it leads to bytes that are no text
        }
    }

    private static bool IsOfOthers(FileDescriptor? file) => file is not null && OwnerOf(file) != default;

    private static Owner OwnerOf(FileDescriptor file) => Files.Status(file).Owner();

    private static void Give(FileDescriptor? file, Owner? owner)
    {
        if (file is not null && owner is { } one)
            Files.ChangeOwner(file, "\0"u8, one.Uid, one.Gid);
    }

    /// <returns>Whether it has a folder <c>etc</c>.</returns>
    private static bool LookInto(string path, List<Owner> owners)
    {
        using var upper = Files.OpenIfThere(path, OpenFlags.ReadOnly | OpenFlags.Directory);
        if (upper is null)
            return false;
        AddEntries(owners, upper);
        using var etc = Files.TryOpenAt2(
            upper, "etc", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.InsideTree, out _);
        if (etc is not null)
            AddEntries(owners, etc);
        return etc is not null;
    }

    private static void AddEntries(List<Owner> owners, FileDescriptor folder) =>
        Files.ForEachStatus(folder, "a folder of the upper layer", (name, status) =>
        {
            var isTrace = (status.IsDirectory && name.SequenceEqual("etc\0"u8))
                || (status.IsSymbolicLink && name.SequenceEqual("mtab\0"u8));
            if (!isTrace && !status.IsWhiteout)
                owners.Add(status.Owner());
            return true;
        });
}
