using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const short PollIn = 0x1;

    /// <summary>Waits until a read would not block (poll(2)).</summary>
    /// <returns>False where the time ran out first.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool WaitForData(FileDescriptor file, TimeSpan timeout)
    {
        var poll = new PollDescriptor { Descriptor = file.Number, Events = PollIn };
        int ready;
        do
            ready = PollNative(ref poll, 1, (int)timeout.TotalMilliseconds);
        while (SystemCall.Interrupted(ready));
        return SystemCall.Check(ready, "poll") > 0;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollNative(ref PollDescriptor descriptors, nuint count, int timeoutMilliseconds);

    /// <summary><c>struct pollfd</c> of poll.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
