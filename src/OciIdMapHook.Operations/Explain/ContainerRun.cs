namespace OciIdMapHook.Operations;

/// <summary>A run and whose it was.</summary>
internal sealed record ContainerRun(string Container, ExplainedRun Run);
