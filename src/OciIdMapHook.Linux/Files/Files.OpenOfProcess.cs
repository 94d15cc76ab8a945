using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int MaxProcessFile = 64;

    /// <summary>
    /// openat(2) of a file in a process's /proc folder, close-on-exec, without any allocation but the descriptor's.
    /// </summary>
    /// <param name="pid">The process; what is opened is its own only if it is proved to be there afterwards.</param>
    /// <param name="name">The file, such as <c>ns/user</c>; short.</param>
    /// <param name="flags">As of open(2).</param>
    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    internal static FileDescriptor OpenOfProcess(int pid, string name, int flags)
    {
        Span<byte> path = stackalloc byte[MaxProcessFile];
        pid.TryFormat(path, out var length);
        path[length++] = (byte)'/';
        length += Encoding.UTF8.GetBytes(name, path[length..^1]);
        path[length] = 0;

        return SystemCall.Check(Open(ProcFolder.Descriptor, path, flags), $"open of {pid}/{name}");
    }
}
