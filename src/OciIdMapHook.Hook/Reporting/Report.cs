using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Hook.Reporting;

/// <summary>
/// Says one line to standard error, which runc shows, and the same to the journal or to syslog, because crun throws standard error
/// away. The socket is connected at the start: by the end a path could mean something in a container.
/// </summary>
internal sealed class Report : IDisposable
{
    private const int LongestLine = 4096; // a hook's output is capped, whatever a document made it say

    private readonly ILog? log;

    private Report(ILog? log) => this.log = log;

    /// <summary>The container's id, once it is known.</summary>
    internal string? ContainerId { private get; set; }

    internal static Report Open() => new((ILog?)JournalLog.TryConnect() ?? SyslogLog.TryConnect());

    internal void Success(string message) => Say(Severity.Info, message);

    internal void Warning(string message) => Say(Severity.Warning, $"warning: {message}");

    internal void Failure(string message) => Say(Severity.Error, message);

    public void Dispose() => log?.Dispose();

    private void Say(Severity severity, string message)
    {
        var id = ContainerId is null ? null : Printable.Text(ContainerId);
        var line = Printable.Text(id is null ? message : $"container {id}: {message}");
        if (line.Length > LongestLine)
            line = string.Concat(line.AsSpan(0, LongestLine), "…");

        Files.TryWrite(FileDescriptor.StandardError, Encoding.UTF8.GetBytes($"{LogIdentifier.Name}: {line}\n"));
        log?.Write(severity, id, line);
    }
}
