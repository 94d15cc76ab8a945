namespace OciIdMapHook.Ctl;

/// <summary>
/// Why something was not done: one line each on standard error, where no program that reads the output finds it.
/// </summary>
internal static class Failures
{
    internal static Task SayAsync(string message) => Console.Error.WriteLineAsync($"oci-idmapctl: {message}");
}
