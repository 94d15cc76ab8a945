namespace OciIdMapHook.Documents;

/// <summary>What Podman keeps of a container in its database, as far as a hook before the runtime needs it.</summary>
/// <remarks>ContainerConfig of libpod/container_config.go.</remarks>
public sealed record PodmanContainer
{
    public string Id { get; init; } = "";

    /// <summary>The folder of <c>--rootfs</c>; null for a container of an image.</summary>
    public string? Rootfs { get; init; }

    /// <summary><c>--rootfs DIR:O</c>: an overlay over that folder is the root.</summary>
    public bool IsOverlay { get; init; }

    /// <summary>Podman makes the working directory where the root lacks it, and else gives up.</summary>
    public bool MakesWorkingDirectory { get; init; }

    /// <summary>Null where nothing says it.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A name, or a path.</summary>
    public string? Runtime { get; init; }

    internal static PodmanContainer Read(ref DocumentReader json)
    {
        var id = "";
        string? rootfs = null, runtime = null, workingDirectory = null;
        var (isOverlay, makesWorkingDirectory) = (false, false);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                id = json.Text();
            else if (json.Is("rootfs"u8))
                rootfs = json.TextIfAny();
            else if (json.Is("rootfs_overlay"u8))
                isOverlay = json.Boolean();
            else if (json.Is("spec"u8))
                workingDirectory = json.ObjectIfAny(ReadSpec);
            else if (json.Is("createWorkingDir"u8))
                makesWorkingDirectory = json.Boolean();
            else if (json.Is("runtime"u8))
                runtime = json.TextIfAny();
            else
                json.SkipMember();
        }

        return new PodmanContainer
        {
            Id = id,
            Rootfs = string.IsNullOrEmpty(rootfs) ? null : rootfs,
            IsOverlay = isOverlay,
            WorkingDirectory = string.IsNullOrEmpty(workingDirectory) ? null : workingDirectory,
            MakesWorkingDirectory = makesWorkingDirectory,
            Runtime = runtime,
        };
    }

    private static string ReadSpec(ref DocumentReader json)
    {
        string? found = null;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("process"u8))
                found = json.ObjectIfAny(ReadProcess);
            else
                json.SkipMember();
        }

        return found ?? string.Empty;
    }

    private static string ReadProcess(ref DocumentReader json)
    {
        string? found = null;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("cwd"u8))
                found = json.TextIfAny();
            else
                json.SkipMember();
        }

        return found ?? string.Empty;
    }
}
