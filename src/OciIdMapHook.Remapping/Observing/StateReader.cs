using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Reads the OCI state that the runtime writes to a hook's standard input.</summary>
public static class StateReader
{
    private const string Source = "standard input";
    private const string EndOfInput = "the runtime to close standard input after the state";
    private const int UsualBytes = 4 * 1024;

    /// <summary>
    /// Reads all that there is, be it too much: crun dies of a pipe that nobody reads, and leaves its state behind.
    /// </summary>
    /// <exception cref="DocumentException">It is no state.</exception>
    /// <exception cref="LinuxException">Standard input cannot be read.</exception>
    /// <exception cref="TimeoutException">The runtime did not close it before the deadline.</exception>
    public static OciState Read(FileDescriptor input, Deadline deadline)
    {
        ArraySegment<byte> json;
        try
        {
            json = Files.ReadToEnd(input, Source, OciDocuments.MaxStateBytes, UsualBytes, () => WaitForData(input, deadline));
        }
        catch (InvalidDataException exception)
        {
            ReadAway(input, deadline);
            throw new DocumentException(exception.Message, exception);
        }

        return OciDocuments.ParseState(json, Source);
    }

    /// <summary>Reads what nobody wants to know.</summary>
    /// <inheritdoc cref="Read"/>
    public static void ReadAway(FileDescriptor input, Deadline deadline) =>
        Files.ReadAway(input, Source, () =>
        {
            deadline.Check(EndOfInput); // of input that never ends there is always more
            WaitForData(input, deadline);
        });

    /// <summary>Sees to it that the container is at a point of its life where it can be remapped.</summary>
    /// <exception cref="DocumentException">It is not.</exception>
    public static void CheckStage(OciState state)
    {
        if (Stage.FindFault(state) is { } fault)
            throw new DocumentException($"{Source}: {fault}");
    }

    private static void WaitForData(FileDescriptor input, Deadline deadline)
    {
        while (!Files.WaitForData(input, deadline.Left))
            deadline.Check(EndOfInput);
    }
}
