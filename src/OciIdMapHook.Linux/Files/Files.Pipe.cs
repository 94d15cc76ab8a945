namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// pipe2(2), both ends close-on-exec: a child gets the one it is handed, as another descriptor, and no more.
    /// </summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static (FileDescriptor Read, FileDescriptor Write) Pipe()
    {
        Span<int> ends = stackalloc int[2];
        SystemCall.Check(Native.pipe2(ends, OpenFlags.CloseOnExec), "pipe2");
        return (new FileDescriptor(ends[0], ownsHandle: true), new FileDescriptor(ends[1], ownsHandle: true));
    }
}
