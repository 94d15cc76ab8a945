using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Finds and reads config.json.</summary>
public static class BundleReader
{
    private const string FileName = "config.json";
    private const int UsualBytes = 16 * 1024;

    // crun 1.27 to 1.29.1 gives its working directory, "/" in some user-namespace cases, for the bundle (containers/crun#2025, #2263);
    // it keeps a copy of config.json in its own state folder, which only root may write.
    private const string CrunStateFolder = "/run/crun";

    /// <exception cref="DocumentException">There is no config.json, or it is not a configuration.</exception>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static Bundle Read(OciState state)
    {
        var bundle = state.Bundle.TrimEnd('/');
        var path = $"{bundle}/{FileName}";
        if (bundle.StartsWith('/') && TryRead(path) is { } config)
            return new Bundle(bundle, config);

        // The id is one name and leads nowhere else: OciDocuments refuses any other.
        if (state.Root is not null && TryRead($"{CrunStateFolder}/{state.Id}/{FileName}") is { } copy)
            return new Bundle(null, copy);

        throw new DocumentException(
            $"there is no {Printable.Text(path)}; the runtime's state names the bundle \"{Printable.Text(state.Bundle)}\"");
    }

    private static OciConfig? TryRead(string path)
    {
        using var file = Files.OpenIfThere(path, OpenFlags.ReadOnly);
        if (file is null)
            return null;

        try
        {
            return OciDocuments.ParseConfig(Files.ReadToEnd(file, path, OciDocuments.MaxConfigBytes, UsualBytes), path);
        }
        catch (InvalidDataException exception)
        {
            throw new DocumentException(exception.Message, exception);
        }
    }
}
