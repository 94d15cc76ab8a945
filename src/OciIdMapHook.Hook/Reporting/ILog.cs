namespace OciIdMapHook.Hook.Reporting;

/// <summary>Where the host keeps its logs.</summary>
internal interface ILog : IDisposable
{
    /// <param name="severity">How bad it is.</param>
    /// <param name="containerId">Of which container, where that is known; one line.</param>
    /// <param name="message">One line.</param>
    void Write(Severity severity, string? containerId, string message);
}
