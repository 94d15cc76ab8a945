using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>Does what may fail, and says so once for each reason: what fails every minute must not fill the journal.</summary>
internal sealed class FailureLog(IAgentLog log)
{
    private readonly Dictionary<string, string> reasons = [];

    /// <param name="task">What is done, in a word.</param>
    /// <param name="action">Does it.</param>
    /// <returns>Whether it was done.</returns>
    internal bool Try(string task, Action action)
    {
        try
        {
            action();
            Forget(task);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Say(task, exception.Message);
            return false;
        }
    }

    /// <param name="task">What is done, in a word.</param>
    /// <param name="action">Does it.</param>
    internal async Task TryAsync(string task, Func<Task> action)
    {
        try
        {
            await action();
            Forget(task);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Say(task, exception.Message);
        }
    }

    private void Forget(string task)
    {
        if (reasons.Remove(task))
            log.WorksAgain(task);
    }

    private void Say(string task, string reason)
    {
        if (reasons.TryGetValue(task, out var last) && last == reason)
            return;
        reasons[task] = reason;
        log.Failed(Printable.Text(reason));
    }
}
