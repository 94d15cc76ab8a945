using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

/// <summary>
/// A mounted overlay of small layers. For a thread in a mount namespace of its own, with which the mounts go away.
/// </summary>
internal sealed class TestOverlay : IDisposable
{
    private readonly string folder;
    private readonly FileDescriptor userNamespace = UserNamespace.Create("0 100000 65536\n", "0 100000 65536\n");

    /// <param name="folder">Where its layers are.</param>
    internal TestOverlay(string? folder = null)
    {
        this.folder = folder ?? Directory.CreateTempSubdirectory("overlay-").FullName;
        foreach (var name in new[] { "upper", "work", "merged" })
            Directory.CreateDirectory(Place(name));
    }

    internal string Upper => Place("upper");

    internal string Work => Place("work");

    internal string Merged => Place("merged");

    internal string Place(string name) => $"{folder}/{name}";

    /// <summary>A layer with a file, and one that each layer has.</summary>
    internal string AddLayer(string name)
    {
        Directory.CreateDirectory($"{Place(name)}/etc");
        File.WriteAllText($"{Place(name)}/etc/all", name);
        File.WriteAllText($"{Place(name)}/{Path.GetFileName(name)}", name);
        return Place(name);
    }

    /// <summary>Mounts with mount(2), whose options are the mounter's to escape.</summary>
    internal void Mount(IEnumerable<string> lowers, string others = "", bool isWritable = true) => Linux.Mounts.Mount(
        "overlay",
        "an-overlay",
        Merged,
        isReadOnly: false,
        $"lowerdir={string.Join(':', lowers)}{(isWritable ? $",upperdir={Upper},workdir={Work}" : "")}{others}");

    internal OverlayFacts Observe() => OverlayObserver.Observe(Entry)!;

    internal ReplacementRoot.Overlay Plan() => Plan((OverlayFacts.Found)Observe());

    internal ReplacementRoot.Overlay Plan(OverlayFacts.Found found, bool mapsUpper = true) => new()
    {
        Lowers = [.. found.Lowers.Select(layer => new LayerUse(layer, IsMapped: true))],
        DataLayers = [],
        Upper = found.Upper is null ? null : new LayerUse(found.Upper, mapsUpper),
        WorkFolder = found.WorkFolder is null ? null : new LayerUse(found.WorkFolder, mapsUpper),
        IsReadOnly = found.IsReadOnly,
        Options = found.Options,
        Source = Entry.Source,
        MountOptions = Entry.Options,
    };

    internal ComposedOverlay Compose(
        IOverlayMaker maker, ReplacementRoot.Overlay? plan = null, uint rootId = 100_000, string id = "c1")
    {
        using var root = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, Merged, OpenFlags.Path | OpenFlags.Directory);
        return new OverlayComposer(userNamespace, rootId, rootId, maker, id).Compose(plan ?? Plan(), root, Merged);
    }

    /// <summary>A path that leads every process to what a descriptor of this one names.</summary>
    internal static string PathTo(FileDescriptor file) =>
        Linux.Files.LinkTo(file).Replace("thread-self", $"{Environment.ProcessId}", StringComparison.Ordinal);

    /// <summary>All there is to see of a tree, with owners less what they are shifted by.</summary>
    internal static string View(string root, int shift) => Run("sh", "-c", $$"""
        cd "$0" && find . -mindepth 1 | LC_ALL=C sort | while IFS= read -r file; do
            uid=$(stat -c %u "$file") gid=$(stat -c %g "$file")
            echo "$file $((uid - {{shift}})) $((gid - {{shift}})) $(stat -c '%f %s %h %t:%T' "$file") $(readlink "$file")"
            # Capabilities and access lists hold ids, which the idmapped mount shows shifted.
            getfattr --no-dereference --dump --match=- --absolute-names "$file" |
                sed -E '/^#/d; s/^(security.capability|system.posix_acl_access)=.*/\1/'
        done
        """, root);

    /// <summary>The mount table's line of a detached mount: it has one once it is attached.</summary>
    internal static string AttachedOptions(FileDescriptor mount)
    {
        using var root = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path);
        Linux.Mounts.Move(mount, root, "a mount", "/");
        var id = Linux.Files.Status(mount).MountId;
        return File.ReadLines("/proc/thread-self/mountinfo").Single(line => line.StartsWith($"{id} ", StringComparison.Ordinal));
    }

    internal static string Run(string program, params IEnumerable<object> arguments) => HostProgram.Read(program, arguments);

    /// <summary>Owner and type of a file as on disk: <c>0:0 character special file</c>.</summary>
    internal static string OnDisk(string path) => Run("stat", "--format=%u:%g %F", path).TrimEnd();

    public void Dispose()
    {
        userNamespace.Dispose();
        foreach (var mount in MountInfo.Parse(File.ReadAllBytes("/proc/thread-self/mountinfo")).Reverse())
        {
            if (mount.MountPoint.StartsWith(folder, StringComparison.Ordinal))
                Run("umount", "--lazy", mount.MountPoint);
        }

        Directory.Delete(folder, recursive: true);
    }

    private MountEntry Entry => MountInfo.Parse(File.ReadAllBytes("/proc/thread-self/mountinfo"))
        .Last(entry => entry.MountPoint == Merged);
}
