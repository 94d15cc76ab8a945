using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Finds and reads config.json.</summary>
public static class BundleReader
{
    private const string FileName = "config.json";

    // crun 1.27 to 1.29.1 gives its working directory, "/" in some user-namespace cases, for the bundle (containers/crun#2025,
    // #2263); it keeps a copy of config.json in its own state folder, which only root may write.
    private const string CrunStateFolder = "/run/crun";

    /// <exception cref="DocumentException">There is no config.json, or it is not a configuration.</exception>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static Bundle Read(OciState state)
    {
        var bundle = state.Bundle.TrimEnd('/');
        var path = $"{bundle}/{FileName}";
        if (bundle.StartsWith('/') && TryRead(path) is { } config)
            return new Bundle(bundle, config);

        if (ReadRuntimesCopy(state) is { } copy)
            return new Bundle(null, copy);

        throw new DocumentException(
            $"there is no {Printable.Text(path)}; the runtime's state names the bundle \"{Printable.Text(state.Bundle)}\"");
    }

    /// <summary>The document of which crun has made the container, wherever it was (crun run --config).</summary>
    /// <returns>Null where the runtime is another one, or the copy is not its own.</returns>
    /// <exception cref="DocumentException">It is not a configuration.</exception>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static OciConfig? ReadRuntimesCopy(OciState state) =>
        // Only crun tells the root. The id is one name and leads nowhere else: OciDocuments refuses any other.
        state.Root is null ? null : TryRead($"{CrunStateFolder}/{state.Id}/{FileName}", isRootsOwn: true);

    private static OciConfig? TryRead(string path, bool isRootsOwn = false)
    {
        using var file = Open(path);
        if (file is null)
            return null;

        var status = Files.Status(file);
        if (isRootsOwn && (status.Uid != 0 || status.IsWritableByOthers))
            return null;

        try
        {
            return OciDocuments.ParseConfig(Files.ReadRegular(file, status, path, OciDocuments.MaxConfigBytes), path);
        }
        catch (InvalidDataException exception)
        {
            throw new DocumentException(
                $"{Printable.Text(exception.Message)}, and the container's config.json is read from there; put the file itself "
                + "there", exception);
        }
    }

    private static FileDescriptor? Open(string path)
    {
        try
        {
            return Files.OpenIfThere(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENXIO or Errno.ENODEV)
        {
            throw new DocumentException(
                $"{Printable.Text(path)} is no regular file but a socket or a device; put the file itself there", exception);
        }
    }
}
