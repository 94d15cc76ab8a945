using System.Text;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>
/// A feature file for node-feature-discovery, whose local source reads /etc/kubernetes/node-feature-discovery/features.d.
/// </summary>
public static class NodeFeatureFile
{
    /// <summary>
    /// Writes the file so that whoever reads it at any moment, a crash included, finds the old one or the new one: into a file
    /// beside it, to the disk, and in its place. node-feature-discovery passes over files whose names begin with a full stop.
    /// </summary>
    /// <exception cref="OperationException">It cannot be written.</exception>
    public static void Write(string path, HostReport report)
    {
        try
        {
            AtomicFile.Write(path, Encoding.ASCII.GetBytes(NodeFeatures.Text(report)));
        }
        catch (Exception exception) when (exception is LinuxException or OperationException)
        {
            throw new OperationException(
                $"the feature file {path} cannot be written: {exception.Message.TrimEnd('.')}; "
                + "name a file in a folder that is there, such as "
                + "/etc/kubernetes/node-feature-discovery/features.d/oci-idmap-hook",
                exception);
        }
    }
}
