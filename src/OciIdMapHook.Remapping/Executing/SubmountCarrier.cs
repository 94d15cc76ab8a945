using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Moves mounts from a root to the same places of another one that is mounted over it.</summary>
internal sealed class SubmountCarrier : IDisposable
{
    private readonly string rootPath;
    private readonly MountIds ids;
    private readonly PlaceProof proof;
    private readonly UndoStack undo;
    private readonly List<IDisposable> opened = []; // for the mount that is being moved, so that 20 descriptors do for any number

    /// <param name="rootPath">How the root is called in errors.</param>
    /// <param name="ids">The unique ids of the mounts.</param>
    /// <param name="proof">What tells that a place is the same on both roots.</param>
    /// <param name="undo">Takes what moves each mount back.</param>
    internal SubmountCarrier(string rootPath, MountIds ids, PlaceProof proof, UndoStack undo)
    {
        this.rootPath = rootPath;
        this.ids = ids;
        this.proof = proof;
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
        using var carrier = new SubmountCarrier(rootPath, ids, proof, new UndoStack());
        carrier.Carry(submount, from, to);
    }

    private void CarryStepByStep(SubmountMove submount, FileDescriptor from, FileDescriptor to, UndoStack steps)
    {
        // On the new root, or on a mount of the host that came along with it.
        var target = Keep(FindPlaces(submount, from, to));
        var (here, place, top) = (target.MountPoint, target.Target, target.Mount);
        var expected = Files.Status(place);

        // A path finds the top of a stack, and what is moved takes along what is on top of it: the upper mounts step aside until
        // there is a descriptor of the lowest.
        var aside = new Stack<FileDescriptor>();
        for (var i = submount.StackedAbove.Count - 1; i >= 0; i--)
        {
            var upper = i == submount.StackedAbove.Count - 1 ? top : OpenMount(here, submount.StackedAbove[i]);
            Move(upper, place, () => Keep(here.OpenTop()));
            aside.Push(upper);
        }

        var lowest = submount.StackedAbove.Count == 0 ? top : OpenMount(here, submount.MountId);
        while (aside.TryPop(out var upper))
            Move(upper, Keep(here.OpenTop()), () => place);
        Move(lowest, place, () => Keep(here.OpenTop()));
        ProveSame(here, expected, submount.RelativePath);

        void Move(FileDescriptor mount, FileDescriptor target, Func<FileDescriptor> whereItWas)
        {
            Mounts.Move(mount, target, $"{rootPath}/{submount.RelativePath}", "the same place on the other root");
            steps.Push(() => Mounts.Move(mount, whereItWas(), $"{rootPath}/{submount.RelativePath}", "where it was"));
        }
    }

    private MoveTarget FindPlaces(SubmountMove submount, FileDescriptor from, FileDescriptor to)
    {
        var top = ids.Find(submount.StackedAbove.Count == 0 ? submount.MountId : submount.StackedAbove[^1]);
        if (MoveTarget.TryFind(top, new MountSearch(from, rootPath, MountList.OfThisThread), to, proof) is { } found)
            return found;

        using var last = OpenMountPoint.Open(from, submount.RelativePath, $"{rootPath}/{submount.RelativePath}");
        last.OpenMount(top.Id, top.UniqueId).Dispose();
        throw Changed(submount.RelativePath, "the path leads to another folder on the remounted root");
    }

    /// <summary>The folder that the mount lay on is the one that it lies on now.</summary>
    private void ProveSame(OpenMountPoint here, FileStatus place, string path)
    {
        if (proof is PlaceProof.Path)
            return;

        using var uncovered = here.OpenTop();
        var status = Files.Status(uncovered);
        if (!(proof is PlaceProof.Folder ? status.IsSameFileAs(place) : status.Inode == place.Inode))
            throw Changed(path, "it came to lie on another folder than it lay on");
    }

    private FileDescriptor OpenMount(OpenMountPoint place, int mountId) => Keep(place.OpenMount(mountId, ids.UniqueOf(mountId)));

    private LinuxException Changed(string path, string what) => new(
        Errno.None, $"move of {rootPath}/{Printable.Text(path)}", $"{what}: somebody else changes this rootfs or its mounts");

    private T Keep<T>(T one)
        where T : IDisposable?
    {
        if (one is not null)
            opened.Add(one);
        return one;
    }
}
