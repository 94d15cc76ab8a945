using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Makes descriptors and the working directory of the init, which a runtime took on the old root before it ran its hooks, name the
/// same folders of the root that is mounted there now. Only the init can do that, so it is made to.
/// </summary>
internal sealed class InitRepointing
{
    // What open(2) keeps of its flags for an O_PATH descriptor; openat2 refuses any other together with it.
    private static readonly int PathFlags = OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow;

    private readonly ProcessFolder init;
    private readonly RemoteFiles files;
    private readonly string rootPath;
    private readonly List<Repointing> done = [];

    internal InitRepointing(ProcessFolder init, RemoteFiles files, string rootPath)
    {
        this.init = init;
        this.files = files;
        this.rootPath = rootPath;
    }

    /// <param name="repointings">What is to name a folder of the root that is mounted now.</param>
    /// <param name="rootMountId">That root's mount.</param>
    /// <exception cref="LinuxException">The init cannot open or replace one; <see cref="Undo"/> takes back the others.</exception>
    internal void Apply(IReadOnlyList<Repointing> repointings, int rootMountId)
    {
        foreach (var repointing in repointings)
        {
            Apply(repointing, rootMountId);
        }
    }

    /// <summary>Opens each and closes it again, where what cannot be opened is to be known before it is too late.</summary>
    /// <exception cref="LinuxException">The init cannot open one.</exception>
    internal void TryOut(IReadOnlyList<Repointing> repointings)
    {
        foreach (var repointing in repointings)
            files.Close(files.Open(PathOf(repointing), OpenFlags.Path | KindOf(repointing)));
    }

    /// <summary>Takes back what <see cref="Apply(IReadOnlyList{Repointing}, int)"/> did, once the old root is in its place again.</summary>
    /// <exception cref="LinuxException">The init cannot do it.</exception>
    internal void Undo(int oldRootMountId)
    {
        foreach (var repointing in done.ToArray())
            Apply(repointing, oldRootMountId);
    }

    private void Apply(Repointing repointing, int rootMountId)
    {
        switch (repointing)
        {
            case Repointing.Descriptor descriptor:
                Replace(repointing, $"fd/{descriptor.Number}", descriptor.Flags, rootMountId, opened =>
                    files.Duplicate(opened, descriptor.Number, (descriptor.Flags & OpenFlags.CloseOnExec) != 0));
                break;
            case Repointing.WorkingDirectory:
                Replace(repointing, "cwd", OpenFlags.Path, rootMountId, files.ChangeDirectory);
                break;
        }
    }

    private void Replace(Repointing repointing, string name, int flags, int rootMountId, Action<int> replace)
    {
        var path = PathOf(repointing);
        var before = init.StatusOf(name);
        var opened = files.Open(path, ((flags & OpenFlags.Path) != 0 ? flags & PathFlags : flags) | KindOf(repointing));
        try
        {
            Prove(init.StatusOf($"fd/{opened}"), before, rootMountId, path);
            replace(opened);
            done.Add(repointing);
        }
        finally
        {
            files.Close(opened);
        }

        Prove(init.StatusOf(name), before, rootMountId, path);
    }

    private static int KindOf(Repointing repointing) =>
        repointing is Repointing.Descriptor { IsFile: true } ? 0 : OpenFlags.Directory;

    private string PathOf(Repointing repointing) =>
        repointing.RelativePath.Length == 0 ? rootPath : $"{rootPath}/{repointing.RelativePath}";

    /// <summary>The init found the very folder it had before, through the new mount: no path can have led it elsewhere.</summary>
    private static void Prove(FileStatus now, FileStatus before, int rootMountId, string path)
    {
        if (now.MountId != rootMountId || !now.IsSameFileAs(before))
        {
            throw new LinuxException(
                Errno.None,
                $"re-pointing of {path} in the container's init",
                "the path leads to another folder than before: somebody else changes this rootfs or its mounts");
        }
    }
}
