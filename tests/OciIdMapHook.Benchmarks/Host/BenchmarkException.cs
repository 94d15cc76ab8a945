namespace OciIdMapHook.Benchmarks.Host;

/// <summary>Something did not run as it must to be measured: no figure of such a run is worth anything.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
