using Microsoft.Extensions.Logging;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl.Verbs.Agent;

/// <summary>Does what may fail, and says so once for each reason: what fails every minute must not fill the journal.</summary>
internal sealed class FailureLog(ILogger log)
{
    private readonly Dictionary<string, string> reasons = [];

    /// <param name="task">What is done, in a word.</param>
    /// <param name="action">Does it.</param>
    internal void Try(string task, Action action)
    {
        try
        {
            action();
            Forget(task);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            Say(task, exception.Message);
        }
    }

    /// <inheritdoc cref="Try"/>
    internal async Task TryAsync(string task, Func<Task> action)
    {
        try
        {
            await action();
            Forget(task);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            Say(task, exception.Message);
        }
    }

    /// <remarks>Win32Exception: a program that is run to try something cannot be run.</remarks>
    private static bool IsExpected(Exception exception) => exception is OperationException or LinuxException or TimeoutException
        or IOException or UnauthorizedAccessException or DocumentException or System.ComponentModel.Win32Exception;

    private void Forget(string task)
    {
        if (reasons.Remove(task))
            AgentLog.WorksAgain(log, task);
    }

    private void Say(string task, string reason)
    {
        if (reasons.TryGetValue(task, out var last) && last == reason)
            return;
        reasons[task] = reason;
        AgentLog.Failed(log, Printable.Text(reason));
    }
}
