namespace OciIdMapHook.Hook;

/// <summary>What a runtime is told. It refuses the container on anything but <see cref="Done"/>.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int Refused = 1;
    internal const int BadInput = 2;
}
