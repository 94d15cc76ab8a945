using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Reads the configuration of the host, which must be its root's alone: it says whom containers may be mapped to.
/// </summary>
public static class HostConfigReader
{
    /// <summary>What the hook goes by, be the file right or not.</summary>
    public static HostPolicy ReadPolicy(string path)
    {
        try
        {
            return new HostPolicy(Read(path), path);
        }
        catch (Exception exception) when (exception is DocumentException or LinuxException)
        {
            return new HostPolicy(new HostConfig(), path)
            {
                Fault = $"the hook's configuration cannot be used: {exception.Message}; correct the file, or remove it for the "
                + "defaults",
            };
        }
    }

    /// <returns>The defaults where there is no file.</returns>
    /// <exception cref="DocumentException">It is no configuration, or others may write it.</exception>
    /// <exception cref="LinuxException">It is there and cannot be read.</exception>
    public static HostConfig Read(string path) => Read(path, path);

    /// <summary>The same, where the path that is opened is not the one by which people know the file.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static HostConfig Read(string place, string path)
    {
        using var file = Files.OpenIfThere(place, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        if (file is null)
            return new HostConfig();

        var status = Files.Status(file);
        CheckOwner(status, path);
        try
        {
            return HostConfig.Parse(Files.ReadRegular(file, status, path, HostConfig.MaxBytes), path);
        }
        catch (InvalidDataException exception)
        {
            throw new DocumentException(exception.Message, exception);
        }
    }

    private static void CheckOwner(FileStatus status, string path)
    {
        var name = Printable.Text(path);
        if (!status.IsRegular)
            throw new DocumentException($"{name} is no regular file; put the configuration there, or nothing at all");
        if (status.IsWritableByOthers)
            throw new DocumentException($"{name} may be written by others than its owner; chmod it to 0644");
        if (status.Uid != 0 && status.Uid != Caller.EffectiveUid && !UnknownOwner.Is(status))
            throw new DocumentException($"{name} belongs to uid {status.Uid} and not to root; chown it to 0:0");
    }
}
