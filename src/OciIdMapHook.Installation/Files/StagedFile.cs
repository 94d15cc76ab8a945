using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// A file that is written under a name that was not there, to the disk, and then takes another name at once: whoever reads that
/// finds the old content or the new one at any moment, a crash included. All by the open folder: whoever else may write there can
/// neither lead it elsewhere nor have it written to a file that is there.
/// </summary>
internal sealed class StagedFile : IDisposable
{
    private readonly FileDescriptor folder;
    private readonly string folderPath;
    private bool isInPlace;

    private StagedFile(FileDescriptor folder, string folderPath, string stagedName)
    {
        this.folder = folder;
        this.folderPath = folderPath;
        StagedName = stagedName;
    }

    /// <summary>Its name as long as it is not in place: one that begins with a full stop, which engines, node-feature-discovery
    /// and node_exporter pass over.</summary>
    internal string StagedName { get; }

    /// <summary>How the staged names of a file begin.</summary>
    internal static string PrefixOf(string name) => $".{name}.new";

    /// <param name="folder">The open folder; whoever opened it closes it.</param>
    /// <param name="folderPath">How it is called in errors.</param>
    /// <param name="name">The name that the file will have.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="permissions">Its permission bits.</param>
    /// <exception cref="LinuxException">It cannot be written, and nothing is left.</exception>
    internal static StagedFile Write(
        FileDescriptor folder, string folderPath, string name, ReadOnlySpan<byte> content, int permissions)
    {
        var staged = new StagedFile(folder, folderPath, $"{PrefixOf(name)}-{Guid.NewGuid():N}");
        using var file = Files.Create(folder, staged.StagedName, (uint)permissions);
        try
        {
            Files.WriteAll(file, content, Path.Combine(folderPath, name));
            Files.Synchronize(file, Path.Combine(folderPath, name));
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    /// <exception cref="LinuxException">It cannot have that name, or nobody knows whether it has it on the disk.</exception>
    internal void PutInPlace(string name)
    {
        Files.Rename(folder, StagedName, name);
        isInPlace = true;
        Files.Synchronize(folder, folderPath);
    }

    /// <summary>Removes it where it is not in place.</summary>
    public void Dispose()
    {
        if (!isInPlace)
            Files.UnlinkIfThere(folder, StagedName);
    }
}
