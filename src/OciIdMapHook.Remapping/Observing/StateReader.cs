using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Reads the OCI state that the runtime writes to a hook's standard input.</summary>
public static class StateReader
{
    private const string Source = "standard input";
    private const int UsualBytes = 4 * 1024;

    /// <exception cref="DocumentException">It is no state, or not one of a container that is being created.</exception>
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
            throw new DocumentException(exception.Message, exception);
        }

        var state = OciDocuments.ParseState(json, Source);
        if (state.Status is not ("creating" or "created" or ""))
        {
            throw new DocumentException(
                $"{Source}: the container's status is \"{Printable.Text(state.Status)}\"; the hook belongs to the stages "
                + "createRuntime and prestart, where it is creating or created");
        }

        return state;
    }

    private static void WaitForData(FileDescriptor input, Deadline deadline)
    {
        while (!Files.WaitForData(input, deadline.Left))
            deadline.Check("the runtime to close standard input after the state");
    }
}
