using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>A connected datagram socket of the AF_UNIX family (unix(7)) that never blocks: what a log that is stuck cannot take is lost.</summary>
public sealed partial class DatagramSocket : IDisposable
{
    private const int AfUnix = 1;
    private const int DatagramCloseOnExec = 0x80002; // SOCK_DGRAM | SOCK_CLOEXEC
    private const int DoNotWaitNoSignal = 0x4040; // MSG_DONTWAIT | MSG_NOSIGNAL
    private const int LongestPath = 107; // sizeof(sun_path) - 1

    private readonly FileDescriptor socket;

    private DatagramSocket(FileDescriptor socket) => this.socket = socket;

    /// <summary>Connects to a socket file; null where nobody listens there.</summary>
    public static DatagramSocket? Connect(string path)
    {
        Span<byte> address = stackalloc byte[sizeof(ushort) + LongestPath + 1]; // struct sockaddr_un
        address.Clear();
        MemoryMarshal.Write(address, (ushort)AfUnix);
        Encoding.UTF8.GetBytes(path, address[sizeof(ushort)..^1]);

        var socket = SocketNative(AfUnix, DatagramCloseOnExec, 0);
        if (!socket.IsInvalid && ConnectNative(socket, address, address.Length) == 0)
            return new DatagramSocket(socket);

        socket.Dispose();
        return null;
    }

    /// <summary>Sends one datagram.</summary>
    /// <returns>False where it could not be taken at once.</returns>
    public bool Send(ReadOnlySpan<byte> datagram) =>
        SendNative(socket, datagram, datagram.Length, DoNotWaitNoSignal) == datagram.Length;

    public void Dispose() => socket.Dispose();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial FileDescriptor SocketNative(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int ConnectNative(FileDescriptor socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint SendNative(FileDescriptor socket, ReadOnlySpan<byte> datagram, nint length, int flags);
}
