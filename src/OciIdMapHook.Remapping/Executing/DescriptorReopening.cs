using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes descriptors and the working directory of the init, which a runtime took on the old root before it ran its hooks, name
/// the same folders of the root that is mounted there now. Only the init can do that, so it is made to.
/// </summary>
internal sealed class DescriptorReopening
{
    // What open(2) keeps of its flags for an O_PATH descriptor; openat2 refuses any other together with it.
    private static readonly int PathFlags = OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow;

    private readonly ProcessFolder init;
    private readonly RemoteFiles files;
    private readonly string rootPath;
    private readonly bool isOneFileSystem;
    private readonly List<ReopenedDescriptor> done = [];

    /// <param name="init">The container's init.</param>
    /// <param name="files">The calls it is made to make.</param>
    /// <param name="rootPath">Where it finds the root.</param>
    /// <param name="isOneFileSystem">The old and the new root show the same file system, so that a folder is the same in
    /// both.</param>
    internal DescriptorReopening(ProcessFolder init, RemoteFiles files, string rootPath, bool isOneFileSystem)
    {
        this.init = init;
        this.files = files;
        this.rootPath = rootPath;
        this.isOneFileSystem = isOneFileSystem;
    }

    /// <param name="descriptors">What is to name a folder of the root that is mounted now.</param>
    /// <param name="root">That root.</param>
    /// <param name="mountId">The mount that they are to be on: that root's, or one below it.</param>
    /// <exception cref="LinuxException">The init cannot open or replace one; <see cref="Undo"/> takes back the
    /// others.</exception>
    internal void Apply(IReadOnlyList<ReopenedDescriptor> descriptors, FileDescriptor root, int mountId)
    {
        Opened? opened = null;
        try
        {
            foreach (var descriptor in descriptors)
            {
                var expected = Expect(descriptor, root, mountId);
                var serves = opened?.Serves(PathOf(descriptor), FlagsOf(descriptor)) is true;

                // Somebody may rename folders on the way, so that a path leads there now and then.
                for (var tries = 0; tries < MountSearch.Tries && !(serves && Is(opened!.Status, expected)); tries++)
                {
                    Close(opened);
                    opened = null;
                    opened = Open(descriptor);
                    serves = true;
                }

                Replace(descriptor, opened!, expected);
            }
        }
        finally
        {
            Close(opened);
        }
    }

    /// <summary>Opens each and closes it again, where what cannot be opened is to be known before it is too late.</summary>
    /// <exception cref="LinuxException">The init cannot open one.</exception>
    internal void TryOut(IReadOnlyList<ReopenedDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
            files.Close(files.Open(PathOf(descriptor), OpenFlags.Path | KindOf(descriptor)));
    }

    /// <summary>Takes back what <see cref="Apply(IReadOnlyList{ReopenedDescriptor}, FileDescriptor, int)"/> did, once the old
    /// root is in its place again.</summary>
    /// <exception cref="LinuxException">The init cannot do it.</exception>
    internal void Undo(FileDescriptor oldRoot, int oldRootMountId)
    {
        Apply(done.ToArray(), oldRoot, oldRootMountId);
    }

    private void Replace(ReopenedDescriptor descriptor, Opened opened, FileStatus expected)
    {
        Prove(opened.Status, expected, opened.Path);
        if (descriptor is ReopenedDescriptor.Numbered numbered)
            files.Duplicate(opened.Number, numbered.Number, (numbered.Flags & OpenFlags.CloseOnExec) != 0);
        else
            files.ChangeDirectory(opened.Number);
        done.Add(descriptor);
        Prove(init.StatusOf(NameOf(descriptor)), expected, opened.Path);
    }

    private static string NameOf(ReopenedDescriptor descriptor) =>
        descriptor is ReopenedDescriptor.Numbered { Number: var number } ? $"fd/{number}" : "cwd";

    private Opened Open(ReopenedDescriptor descriptor)
    {
        var (path, flags) = (PathOf(descriptor), FlagsOf(descriptor));
        var number = files.Open(path, flags);
        try
        {
            return new Opened(number, path, flags, init.StatusOf($"fd/{number}"));
        }
        catch
        {
            files.Close(number);
            throw;
        }
    }

    private void Close(Opened? opened)
    {
        if (opened is not null)
            files.Close(opened.Number);
    }

    private static int FlagsOf(ReopenedDescriptor descriptor)
    {
        var flags = descriptor is ReopenedDescriptor.Numbered numbered ? numbered.Flags : OpenFlags.Path;
        return ((flags & OpenFlags.Path) != 0 ? flags & PathFlags : flags) | KindOf(descriptor);
    }

    private static int KindOf(ReopenedDescriptor descriptor) =>
        descriptor is ReopenedDescriptor.Numbered { IsFile: true } ? 0 : OpenFlags.Directory;

    private string PathOf(ReopenedDescriptor descriptor) =>
        descriptor.RelativePath.Length == 0 ? rootPath : $"{rootPath}/{descriptor.RelativePath}";

    /// <summary>
    /// The very folder that it names now, through the other mount; in another file system, what the hook itself finds there.
    /// </summary>
    private FileStatus Expect(ReopenedDescriptor descriptor, FileDescriptor root, int mountId) =>
        (isOneFileSystem ? init.StatusOf(NameOf(descriptor)) : Find(descriptor.RelativePath, root)) with { MountId = mountId };

    private static FileStatus Find(string relativePath, FileDescriptor root)
    {
        using var folder = Files.OpenAt2(
            root,
            relativePath.Length == 0 ? "." : relativePath,
            OpenFlags.Path | OpenFlags.NoFollow,
            PathResolution.InsideTree);
        return Files.Status(folder);
    }

    /// <summary>The init found the very folder that is expected: no path can have led it elsewhere.</summary>
    private static void Prove(FileStatus now, FileStatus expected, string path)
    {
        if (!Is(now, expected))
        {
            throw new LinuxException(
                Errno.None,
                $"re-opening of {path} in the container's init",
                "the path leads to another folder than before: somebody else changes this rootfs or its mounts");
        }
    }

    private static bool Is(FileStatus now, FileStatus expected) => now.MountId == expected.MountId && now.IsSameFileAs(expected);

    /// <summary>A descriptor of the init's, for as long as it is given to others.</summary>
    private sealed record Opened(int Number, string Path, int Flags, FileStatus Status)
    {
        /// <summary>
        /// Descriptors that O_PATH made hold nothing but the place, so that one open file does for any number of them.
        /// </summary>
        internal bool Serves(string path, int flags) => (flags & OpenFlags.Path) != 0 && flags == Flags && path == Path;
    }
}
