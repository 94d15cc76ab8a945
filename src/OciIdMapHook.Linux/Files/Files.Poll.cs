namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Waits until a read would not block (poll(2)).</summary>
    /// <returns>False where the time ran out first.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool WaitForData(FileDescriptor file, TimeSpan timeout)
    {
        var poll = new Native.Struct.pollfd { fd = file.Number, events = Native.POLLIN };
        int ready;
        do
            ready = Native.poll(ref poll, 1, (int)timeout.TotalMilliseconds);
        while (SystemCall.Interrupted(ready));
        return SystemCall.Check(ready, "poll") > 0;
    }
}
