namespace OciIdMapHook.Operations;

/// <summary>The engines that are known.</summary>
public static class EngineNames
{
    public const string Podman = "podman";
    public const string Crio = "crio";
    public const string Containerd = "containerd";
    public const string Docker = "docker";

    public static IReadOnlyList<string> All { get; } = [Podman, Crio, Containerd, Docker];

    /// <summary>The program that starts containers: a client alone is no engine.</summary>
    internal static string ProgramOf(string name) => name == Docker ? "dockerd" : name;

    /// <summary>As people write it.</summary>
    internal static string InWords(string name) => name switch
    {
        Podman => "Podman",
        Crio => "CRI-O",
        Docker => "Docker",
        _ => name,
    };
}
