using System.Text;
using OciIdMapHook.Operations.Checks;

namespace OciIdMapHook.Operations.Features;

/// <summary>
/// A feature file for node-feature-discovery, whose local source reads /etc/kubernetes/node-feature-discovery/features.d.
/// </summary>
public static class NodeFeatureFile
{
    /// <summary>
    /// Writes the file so that whoever reads it at any moment, a crash included, finds the old one or the new one: into a file beside
    /// it, to the disk, and in its place. node-feature-discovery passes over files whose names begin with a full stop.
    /// </summary>
    /// <exception cref="OperationException">It cannot be written.</exception>
    public static void Write(string path, HostReport report)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? "/", $".{Path.GetFileName(full)}.{Environment.ProcessId}");
        try
        {
            try
            {
                WriteThrough(temporary, NodeFeatures.Text(report));
                File.Move(temporary, full, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperationException(
                $"the feature file {path} cannot be written: {exception.Message.TrimEnd('.')}; "
                + "name a file in a folder that is there, such as /etc/kubernetes/node-feature-discovery/features.d/oci-idmap-hook",
                exception);
        }
    }

    private static void WriteThrough(string path, string text)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
#pragma warning disable CA1416 // This is a program for Linux. node-feature-discovery need not run as root.
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
#pragma warning restore CA1416
        });
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
