namespace OciIdMapHook.Installation;

/// <summary>What an operator asked for cannot be done. The message says what was tried, why it failed and what to do.</summary>
public sealed class OperationException(string message, Exception? cause = null) : Exception(message, cause);
