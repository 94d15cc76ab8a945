using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>What became of an attempt.</summary>
/// <param name="Errno">What the kernel said; <see cref="Errno.None"/> where it worked or failed otherwise.</param>
/// <param name="Failure">Why it failed, in one sentence; null where it worked.</param>
internal sealed record Probe(Errno Errno, string? Failure)
{
    internal static Probe Success { get; } = new(Errno.None, null);

    internal bool Works => Failure is null;

    internal static Probe Of(Action attempt)
    {
        try
        {
            attempt();
            return Success;
        }
        catch (LinuxException exception)
        {
            return new Probe(exception.Errno, Printable.Text(exception.Message));
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or UnauthorizedAccessException)
        {
            return new Probe(Errno.None, Printable.Text(exception.Message));
        }
    }
}
