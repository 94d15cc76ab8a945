using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Moves mounts from a root to the same places of another one that is mounted over it.</summary>
internal sealed class SubmountCarrier : IDisposable
{
    private readonly string rootPath;
    private readonly UndoStack undo;
    private readonly List<FileDescriptor> opened = []; // for the mount that is being moved, so that 20 descriptors do for any number

    /// <param name="rootPath">How the root is called in errors.</param>
    /// <param name="undo">Takes what moves each mount back.</param>
    internal SubmountCarrier(string rootPath, UndoStack undo)
    {
        this.rootPath = rootPath;
        this.undo = undo;
    }

    /// <exception cref="LinuxException">A mount cannot be moved, or is not the one that was planned for.</exception>
    internal void Carry(SubmountMove submount, FileDescriptor from, FileDescriptor to)
    {
        var steps = new UndoStack();
        undo.Push(steps.UndoAll);
        CarryStepByStep(submount, from, to, steps);

        steps.Clear();
        steps.Push(() => CarryBack(submount, to, from));
        CloseAll();
    }

    public void Dispose() => CloseAll();

    private void CloseAll()
    {
        foreach (var descriptor in opened)
            descriptor.Dispose();
        opened.Clear();
    }

    private void CarryBack(SubmountMove submount, FileDescriptor from, FileDescriptor to)
    {
        using var carrier = new SubmountCarrier(rootPath, new UndoStack());
        carrier.Carry(submount, from, to);
    }

    private void CarryStepByStep(SubmountMove submount, FileDescriptor from, FileDescriptor to, UndoStack steps)
    {
        var path = submount.RelativePath;
        var place = OpenTop(to, path); // on the new root, or on a mount of the host that came along with it

        // A path finds the top of a stack, and what is moved takes along what is on top of it: the upper mounts step aside until there
        // is a descriptor of the lowest.
        var aside = new Stack<FileDescriptor>();
        foreach (var mountId in submount.StackedAbove.Reverse())
        {
            var upper = OpenMount(mountId, from, path);
            Move(upper, place, () => OpenTop(from, path));
            aside.Push(upper);
        }

        var lowest = OpenMount(submount.MountId, from, path);
        while (aside.TryPop(out var upper))
            Move(upper, OpenTop(from, path), () => place);
        Move(lowest, place, () => OpenTop(from, path));

        void Move(FileDescriptor mount, FileDescriptor target, Func<FileDescriptor> whereItWas)
        {
            Mounts.Move(mount, target, $"{rootPath}/{path}", "the same place on the other root");
            steps.Push(() => Mounts.Move(mount, whereItWas(), $"{rootPath}/{path}", "where it was"));
        }
    }

    /// <summary>The mount that a path finds on top, proved to be the one that was planned for.</summary>
    private FileDescriptor OpenMount(int mountId, FileDescriptor root, string path)
    {
        var mount = OpenTop(root, path);
        var status = Files.Status(mount);
        return status.MountId == mountId && status.IsMountRoot
            ? mount
            : throw new LinuxException(
                Errno.None,
                $"move of {rootPath}/{path}",
                $"mount {mountId} was there when the container was looked at, now it is mount {status.MountId}: somebody else "
                + "changes this rootfs or its mounts");
    }

    private FileDescriptor OpenTop(FileDescriptor root, string path) =>
        Keep(Files.OpenAt2(root, path, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree));

    private FileDescriptor Keep(FileDescriptor descriptor)
    {
        opened.Add(descriptor);
        return descriptor;
    }
}
