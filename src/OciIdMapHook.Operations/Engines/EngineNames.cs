namespace OciIdMapHook.Operations.Engines;

/// <summary>The engines that are known, by the names of their programs.</summary>
public static class EngineNames
{
    public const string Podman = "podman";
    public const string Crio = "crio";
    public const string Containerd = "containerd";
    public const string Docker = "dockerd";

    public static IReadOnlyList<string> All { get; } = [Podman, Crio, Containerd, Docker];

    /// <summary>As people write it.</summary>
    internal static string InWords(string name) => name switch
    {
        Podman => "Podman",
        Crio => "CRI-O",
        Docker => "Docker",
        _ => name,
    };
}
