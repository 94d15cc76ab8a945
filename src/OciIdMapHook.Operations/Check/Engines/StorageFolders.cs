using OciIdMapHook.Installation;
using Tomlyn.Model;

namespace OciIdMapHook.Operations;

/// <summary>Where the files of engines' containers lie.</summary>
internal static class StorageFolders
{
    private const string OfContainersStorage = "/var/lib/containers/storage";

    /// <param name="storage">containers-storage.conf(5), the first that is there.</param>
    internal static IReadOnlyList<string> OfPodman(TomlTable? storage)
    {
        var images = storage is null ? null : TomlFile.Find(storage, "storage", "imagestore") as string;
        return [GraphRoot(storage), .. string.IsNullOrEmpty(images) ? Enumerable.Empty<string>() : [images]];
    }

    /// <param name="documents">crio.conf and its drop-ins.</param>
    /// <param name="storage">containers-storage.conf(5), which holds where crio.conf says nothing.</param>
    internal static IReadOnlyList<string> OfCrio(IEnumerable<TomlTable> documents, TomlTable? storage)
    {
        var roots = documents.Select(document => TomlFile.Find(document, "crio", "root") as string);
        return roots.LastOrDefault(root => !string.IsNullOrEmpty(root)) is { } root ? [root] : [GraphRoot(storage)];
    }

    internal static IReadOnlyList<string> OfContainerd(IEnumerable<TomlTable> documents)
    {
        var roots = documents.Select(document => TomlFile.Find(document, "root") as string);
        return [roots.LastOrDefault(root => !string.IsNullOrEmpty(root)) ?? "/var/lib/containerd"];
    }

    internal static IReadOnlyList<string> OfDocker(string? dataRoot) =>
        [string.IsNullOrEmpty(dataRoot) ? "/var/lib/docker" : dataRoot];

    private static string GraphRoot(TomlTable? storage)
    {
        var configured = storage is null ? null : TomlFile.Find(storage, "storage", "graphroot") as string;
        return string.IsNullOrEmpty(configured) ? OfContainersStorage : configured;
    }
}
