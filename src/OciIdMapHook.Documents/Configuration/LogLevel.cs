namespace OciIdMapHook.Documents;

/// <summary>The least severe lines that are said.</summary>
public enum LogLevel
{
    /// <summary>What was done to each container. The default.</summary>
    Info,

    /// <summary>What an operator should know though the container starts.</summary>
    Warning,

    /// <summary>Why a container does not start.</summary>
    Error,

    /// <summary>Also that a container was none of the hook's business.</summary>
    Debug,
}
