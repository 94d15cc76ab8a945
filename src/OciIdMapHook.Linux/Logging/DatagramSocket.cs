using System.Runtime.CompilerServices;
using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// A connected datagram socket of the AF_UNIX family (unix(7)) that never blocks: what a log that is stuck cannot take is lost.
/// </summary>
public sealed class DatagramSocket : IDisposable
{
    private readonly FileDescriptor socket;

    private DatagramSocket(FileDescriptor socket) => this.socket = socket;

    /// <summary>Connects to a socket file; null where nobody listens there.</summary>
    public static DatagramSocket? Connect(string path)
    {
        var address = new Native.Struct.sockaddr_un { sun_family = Native.AF_UNIX };
        Encoding.UTF8.GetBytes(path, address.sun_path[..^1]);

        var socket = Native.socket(Native.AF_UNIX, Native.SOCK_DGRAM | Native.SOCK_CLOEXEC, 0);
        if (!socket.IsInvalid && Native.connect(socket, in address, Unsafe.SizeOf<Native.Struct.sockaddr_un>()) == 0)
            return new DatagramSocket(socket);

        socket.Dispose();
        return null;
    }

    /// <summary>Sends one datagram.</summary>
    /// <returns>False where it could not be taken at once.</returns>
    public bool Send(ReadOnlySpan<byte> datagram) =>
        Native.send(socket, datagram, datagram.Length, Native.MSG_DONTWAIT | Native.MSG_NOSIGNAL) == datagram.Length;

    public void Dispose() => socket.Dispose();
}
