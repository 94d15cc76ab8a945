using System.Text;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Hook.Reporting;

/// <summary>The journal's native protocol (systemd, "Native Journal Protocol"): a datagram of FIELD=value lines.</summary>
internal sealed class JournalLog : ILog
{
    private const string Path = "/run/systemd/journal/socket";

    private readonly DatagramSocket socket;

    private JournalLog(DatagramSocket socket) => this.socket = socket;

    internal static JournalLog? TryConnect() => DatagramSocket.Connect(Path) is { } socket ? new JournalLog(socket) : null;

    public void Write(Severity severity, string? containerId, string message)
    {
        var container = containerId is null ? string.Empty : $"OCI_CONTAINER_ID={containerId}\n";
        socket.Send(Encoding.UTF8.GetBytes(
            $"MESSAGE={message}\nPRIORITY={(int)severity}\nSYSLOG_IDENTIFIER={LogIdentifier.Name}\n{container}"));
    }

    public void Dispose() => socket.Dispose();
}
