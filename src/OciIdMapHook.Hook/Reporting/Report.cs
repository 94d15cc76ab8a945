using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Hook.Reporting;

/// <summary>
/// Says one line to standard error, which runc shows, and the same to the journal or to syslog, because crun throws standard
/// error away. The socket is connected when there is something to say, and before a container's mount namespace is entered: a
/// path could mean something else in there.
/// </summary>
internal sealed class Report : IDisposable
{
    private const int MaxLineLength = 4096; // a hook's output is capped, whatever a document made it say

    private readonly LogConfig config;
    private readonly Severity leastSevere;
    private readonly Severity leastSevereOnStandardError;
    private ILog? log;
    private bool isConnected;
    private List<string>? warnings;

    internal Report(LogConfig config)
    {
        this.config = config;
        leastSevere = config.Level switch
        {
            LogLevel.Error => Severity.Error,
            LogLevel.Warning => Severity.Warning,
            LogLevel.Debug => Severity.Debug,
            _ => Severity.Info,
        };

        // Why a container does not start is the runtime's to show, whoever wants no log.
        leastSevereOnStandardError = config.Target is LogTarget.None ? Severity.Error : leastSevere;
    }

    /// <summary>The container's id, once it is known.</summary>
    internal string? ContainerId { private get; set; }

    /// <summary>The warnings so far, as they were handed in.</summary>
    internal IReadOnlyList<string> Warnings => warnings ?? [];

    /// <summary>Whether lines are wanted about containers that are none of the hook's business.</summary>
    internal bool SaysAll => config.Level is LogLevel.Debug;

    /// <summary>Connects the log, if that is not done.</summary>
    internal void Connect()
    {
        if (!isConnected)
            log = Connect(config.Target);
        isConnected = true;
    }

    /// <summary>That nothing was to be done with a container that is none of the hook's business.</summary>
    /// <inheritdoc cref="Success"/>
    internal string Detail(string message) => Say(Severity.Debug, message);

    /// <returns>The line that was said, or would have been.</returns>
    internal string Success(string message) => Say(Severity.Info, message);

    /// <inheritdoc cref="Success"/>
    internal string Warning(string message)
    {
        (warnings ??= []).Add(message);
        return Say(Severity.Warning, $"warning: {message}");
    }

    /// <inheritdoc cref="Success"/>
    internal string Failure(string message) => Say(Severity.Error, message);

    public void Dispose() => log?.Dispose();

    private static ILog? Connect(LogTarget target) => target switch
    {
        LogTarget.Auto => (ILog?)JournalLog.TryConnect() ?? SyslogLog.TryConnect(),
        LogTarget.Journal => JournalLog.TryConnect(),
        LogTarget.Syslog => SyslogLog.TryConnect(),
        _ => null,
    };

    private string Say(Severity severity, string message)
    {
        var id = ContainerId is null ? null : Printable.Text(ContainerId);
        var line = Printable.Text(id is null ? message : $"container {id}: {message}");
        if (line.Length > MaxLineLength)
            line = string.Concat(line.AsSpan(0, MaxLineLength), "…");

        if (severity <= leastSevereOnStandardError)
            Files.TryWrite(FileDescriptor.StandardError, Encoding.UTF8.GetBytes($"{LogIdentifier.Name}: {line}\n"));
        if (severity <= leastSevere)
        {
            Connect();
            log?.Write(severity, id, line);
        }

        return line;
    }
}
