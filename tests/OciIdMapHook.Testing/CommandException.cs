namespace OciIdMapHook.Testing;

#pragma warning disable CA1064 // Nobody but tests and benchmarks sees it.
/// <summary>A program did not end, or not say, what it must.</summary>
internal sealed class CommandException(string message) : Exception(message);
#pragma warning restore CA1064
