using System.Text;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Hook.Reporting;

/// <summary>The local syslog socket. The daemon adds the time: a local time stamp would need the time zone's file.</summary>
internal sealed class SyslogLog : ILog
{
    private const string Path = "/dev/log";
    private const int DaemonFacility = 3 << 3; // facility 3, system daemons (RFC 5424)

    private readonly DatagramSocket socket;

    private SyslogLog(DatagramSocket socket) => this.socket = socket;

    internal static SyslogLog? TryConnect() => DatagramSocket.Connect(Path) is { } socket ? new SyslogLog(socket) : null;

    public void Write(Severity severity, string? containerId, string message) =>
        socket.Send(Encoding.UTF8.GetBytes($"<{DaemonFacility | (int)severity}>{LogIdentifier.Name}: {message}"));

    public void Dispose() => socket.Dispose();
}
