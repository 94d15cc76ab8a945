using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>
/// Measures an idmapped mount of a rootfs against a recursive chown of a snapshot of it. All mounts are made in a mount namespace
/// that ends with the measurement, and what is written goes to a temporary folder: the rootfs stays as it is.
/// </summary>
public sealed class Bench
{
    private const uint FirstHostId = 100_000;
    private const string Map = "0 100000 65536\n";
    private const int FilesPerReport = 500;

    private readonly BenchRequest request;
    private readonly Action<BenchProgress> report;
    private readonly CancellationToken cancel;

    private Bench(BenchRequest request, Action<BenchProgress> report, CancellationToken cancel)
    {
        this.request = request;
        this.report = report;
        this.cancel = cancel;
    }

    /// <exception cref="OperationException">There is no such rootfs, or no room for a snapshot.</exception>
    /// <exception cref="LinuxException">The kernel refuses; the text says which file system cannot be idmapped.</exception>
    /// <exception cref="OperationCanceledException">It was given up; what was made is put away.</exception>
    public static OwnerBench Run(BenchRequest request, Action<BenchProgress> report, CancellationToken cancel)
    {
        var bench = new Bench(request, report, cancel);
        OwnerBench? result = null;
        using var work = BenchFolder.Create(request.WorkFolder);
        DedicatedThread.Run(() => result = bench.RunIn(work));
        return result!;
    }

    private OwnerBench RunIn(BenchFolder work)
    {
        Namespaces.EnterThrowAwayMountNamespace();
        var path = request.Rootfs is { } given ? Path.GetFullPath(given) : SampleTree.Make(work.Path, Report);
        using var rootfs = Files.OpenIfThere(path, OpenFlags.Path | OpenFlags.Directory)
            ?? throw new OperationException($"the rootfs {Printable.Text(path)} is not there, or no folder");
        path = Files.PathOf(rootfs);
        var fileSystem = MountTable.OfThisThread().First(mount => mount.Id == Files.Status(rootfs).MountId).FileSystemType;
        _ = MountIdmapped(rootfs, path, fileSystem, work); // once for nothing: the tool itself has to get ready too
        var size = MeasureSize(rootfs, path);
        if (request is { WithChown: true, Rootfs: not null })
            work.ProveOutside(path);
        var idmap = MeasureIdmap(rootfs, path, fileSystem, work);
        return new OwnerBench
        {
            Rootfs = request.Rootfs is null ? "a sample" : path,
            FileSystem = fileSystem,
            Files = size.Files,
            Bytes = size.Bytes,
            Idmap = idmap,
            Chown = request.WithChown ? MeasureChown(path, size, work) : null,
        };
    }

    /// <summary>In a copy of the mount, where nothing is mounted below it.</summary>
    private FileTreeSize MeasureSize(FileDescriptor rootfs, string path)
    {
        using var copy = Mounts.CloneDetached(rootfs, path);
        using var folder = Files.OpenAt(copy, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        return FileTree.Measure(folder, count => Report("counting files", count, 0));
    }

    private Times MeasureIdmap(FileDescriptor rootfs, string path, string fileSystem, BenchFolder work)
    {
        var samples = new List<double>();
        for (var round = 0; round < request.Count; round++)
        {
            Report("idmapped mount", round, request.Count);
            samples.Add(MountIdmapped(rootfs, path, fileSystem, work));
        }

        return new Times(samples);
    }

    /// <returns>Milliseconds.</returns>
    private static double MountIdmapped(FileDescriptor rootfs, string path, string fileSystem, BenchFolder work)
    {
        var place = work.Folder("place");
        using var target = Files.OpenAt(FileDescriptor.WorkingDirectory, place, OpenFlags.Path | OpenFlags.Directory);
        var started = Stopwatch.GetTimestamp();
        using (var userNamespace = UserNamespace.CreateWithHelpers(Map, Map))
        using (var tree = Mounts.CloneDetached(rootfs, path))
        {
            Mounts.SetIdMap(tree, userNamespace, path, fileSystem);
            Mounts.Move(tree, target, path, place);
        }

        var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Mounts.Unmount(place, detach: true);
        return taken;
    }

    private Times MeasureChown(string path, FileTreeSize size, BenchFolder work)
    {
        work.ProveRoomFor(size.Bytes);
        var samples = new List<double>();
        for (var round = 0; round < request.Count; round++)
        {
            var step = $"recursive chown, {round + 1} of {request.Count}";
            Report(step, 0, size.Files);
            using var snapshot = Snapshot.Mount(path, work);
            var started = Stopwatch.GetTimestamp();
            FileTree.ChangeOwner(snapshot.Root, FirstHostId, FirstHostId, done => Report(step, done, size.Files));
            samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new Times(samples);
    }

    private void Report(string step, long done, long total)
    {
        cancel.ThrowIfCancellationRequested();
        if (done % FilesPerReport == 0 || done == total || total <= FilesPerReport)
            report(new BenchProgress(step, done, total));
    }
}
