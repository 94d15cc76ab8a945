namespace OciIdMapHook.Remapping;

/// <summary>What becomes of a container cannot be told before there is a process of it.</summary>
/// <param name="message">Why not, and what to do.</param>
public sealed class ForecastException(string message) : Exception(message);
