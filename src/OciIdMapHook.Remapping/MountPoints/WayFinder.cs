using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Follows the destination of a mount through a rootfs, name by name, and never out of it.</summary>
/// <param name="root">The rootfs on the host.</param>
/// <param name="runtime">Whose way it is.</param>
internal sealed class WayFinder(FileDescriptor root, RuntimeHabits runtime)
{
    private const string TooManyLinks = "too many links lead to each other";

    private readonly FileDescriptor root = root;
    private readonly RuntimeHabits runtime = runtime;
    private readonly int mount = Files.Status(root).MountId;
    private readonly string rootPath = Files.PathOf(root).TrimEnd('/');

    /// <param name="destination">From the rootfs on.</param>
    /// <exception cref="LinuxException">Something is there and cannot be looked at.</exception>
    internal MountPointWay Find(string destination)
    {
        var path = destination.TrimStart('/');
        using var there = Files.TryOpenAt2(
            root, path.Length == 0 ? "." : path, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks, out _);
        return there is not null && PlaceOf(there) is var place && place == path
            ? new MountPointWay
            {
                Place = place,
                Passed = Above(place),
                End = WayEnd.There,
                IsFile = !Files.Status(there).IsDirectory,
            }
            : new Walk(this).To(path); // a link may lie in a folder that another mount covers
    }

    private string PlaceOf(FileDescriptor there) =>
        Files.PathOf(there) is var path && path.StartsWith(rootPath + '/', StringComparison.Ordinal)
            ? path[(rootPath.Length + 1)..]
            : string.Empty;

    private static List<string> Above(string place)
    {
        var above = new List<string>();
        for (var end = place.LastIndexOf('/'); end > 0; end = place.LastIndexOf('/', end - 1))
            above.Add(place[..end]);
        if (place.Length > 0)
            above.Add(string.Empty);
        return above;
    }

    /// <summary>One way, of which something is missing.</summary>
    private sealed class Walk(WayFinder finder)
    {
        private readonly Stack<(string Name, bool IsOfLink)> ahead = [];
        private readonly List<string> place = [];
        private readonly List<string> passed = [string.Empty];
        private readonly List<(string, int)> detours = [];
        private string? lastLink;
        private string? fault;
        private int links;
        private int? existing;
        private bool isDangling;
        private bool endsWithLink;
        private bool isLink;
        private bool isFile;

        internal MountPointWay To(string path)
        {
            if (links > Files.MaxSymlinks)
                fault = TooManyLinks;
            Push(path, isOfLink: false);
            while (fault is null && ahead.TryPop(out var next))
                Go(next.Name, next.IsOfLink);

            // crun begins at the rootfs again with the text of a link that a file is to be made behind.
            if (finder.runtime.IsCrun && fault is null && isDangling && endsWithLink && lastLink is { } text and not ['/', ..])
            {
                return new Walk(finder) { links = links + 1 }.To(
                    "/" + text) with
                { IsLink = isLink, IsDangling = true, EndsWithLink = true };
            }

            if (fault is null && existing is { } count)
                fault = FaultOf(string.Join('/', place.GetRange(0, count)));
            return new MountPointWay
            {
                Place = string.Join('/', place),
                Passed = passed,
                End = fault is not null ? WayEnd.Blocked : existing is null ? WayEnd.There : WayEnd.Missing,
                Existing = existing ?? place.Count,
                IsDangling = isDangling,
                EndsWithLink = endsWithLink,
                IsLink = isLink,
                IsFile = isFile && existing is null,
                Detours = detours,
                Fault = fault,
            };
        }

        private void Push(string path, bool isOfLink)
        {
            var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            for (var i = names.Length - 1; i >= 0; i--)
                ahead.Push((names[i], isOfLink));
        }

        private void Go(string name, bool isOfLink)
        {
            if (name == ".")
                return;
            if (name == "..")
                GoUp();
            else if (existing is not null)
                place.Add(name);
            else
                GoInto(name, isOfLink);
        }

        private void GoUp()
        {
            if (existing is { } count)
                detours.Add((string.Join('/', place), count));
            if (place.Count > 0)
                place.RemoveAt(place.Count - 1);
            if (existing >= place.Count)
                existing = null;
        }

        private void GoInto(string name, bool isOfLink)
        {
            var path = place.Count == 0 ? name : $"{string.Join('/', place)}/{name}";
            using var entry = Files.TryOpenAt2(
                finder.root, path, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree, out var errno);
            if (entry is null)
            {
                if (errno is not Errno.ENOENT)
                    fault = $"{Printable.Text(path)} was changed meanwhile";
                existing = place.Count;
                isDangling = isOfLink;
                endsWithLink = isOfLink && !ahead.Any(next => !next.IsOfLink);
                place.Add(name);
                return;
            }

            var status = Files.Status(entry);
            if (status.IsSymbolicLink)
            {
                Follow(entry, isOfLink);
                return;
            }

            place.Add(name);
            isFile = !status.IsDirectory;
            if (!isFile)
                passed.Add(path);
            else if (ahead.Count > 0)
                fault = $"{Printable.Text(path)} is no folder";
        }

        /// <returns>Why nothing is to be made in a folder; null where it may be.</returns>
        private string? FaultOf(string folder)
        {
            using var opened = Files.TryOpenAt2(
                finder.root, folder.Length == 0 ? "." : folder, OpenFlags.Path, PathResolution.InsideTree, out _);
            return opened is null ? $"{Printable.Text(folder)} was changed meanwhile"
                : Files.Status(opened).MountId != finder.mount ? "it would lie in a mount that the host has in the rootfs"
                : null;
        }

        private void Follow(FileDescriptor link, bool isOfLink)
        {
            if (++links > Files.MaxSymlinks)
            {
                fault = TooManyLinks;
                return;
            }

            isLink |= !isOfLink && ahead.Count == 0;
            lastLink = Files.ReadLink(link, string.Empty);
            if (lastLink.StartsWith('/'))
                place.Clear();
            Push(lastLink, isOfLink: true);
        }
    }
}
