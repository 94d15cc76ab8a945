using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What the host's operator wants, where a container does not say it itself, or may not.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Source">The file it is from, for sentences.</param>
public sealed record HostPolicy(HostConfig Config, string Source)
{
    /// <summary>That of a host without a file.</summary>
    public static HostPolicy Default { get; } = new(new HostConfig(), HostConfig.DefaultPath);

    /// <summary>Why the file that is there cannot be used, so that nobody knows what it forbids, and what to do; the defaults
    /// hold then. Null where there is none, or it can.</summary>
    public string? Fault { get; init; }

    /// <summary>Why a container starts as it is though its file system cannot be idmapped.</summary>
    public string BecauseOfSkip(string reason) =>
        $"{reason}; the container starts as it is, {SkipClause}";

    /// <summary>
    /// Why something stays as it is where the kernel cannot idmap its file system; null where the container must not start then.
    /// </summary>
    public string? SkipClause => Config.UnsupportedFileSystem is UnsupportedFileSystem.Skip
        ? $"because unsupportedFileSystem is skip in {Printable.Text(Source)}"
        : null;

    /// <summary>
    /// Containers may be mapped to some ids only, so that the init's maps must be looked at whatever the documents say.
    /// </summary>
    internal bool RestrictsIds => Fault is not null || Config.AllowedHostIds is not { Uids: null, Gids: null };
}
