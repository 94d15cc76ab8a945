using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>Changes of files of which all are kept or all are undone.</summary>
internal sealed class Transaction
{
    private readonly Stack<FileChange> changes = new();

    private Transaction()
    {
    }

    /// <param name="done">What is said not to have been done: <c>installed</c>.</param>
    /// <param name="steps">Makes the changes.</param>
    /// <exception cref="OperationException">A step failed; what was done before it is undone.</exception>
    internal static IReadOnlyList<InstallationStep> Run(string done, Func<Transaction, IReadOnlyList<InstallationStep>> steps)
    {
        var transaction = new Transaction();
        IReadOnlyList<InstallationStep> result;
        try
        {
            result = steps(transaction);
        }
        catch (Exception exception) when (exception is OperationException or LinuxException)
        {
            throw new OperationException(
                $"the hook is not {done}, {transaction.Undo()}: {exception.Message}", exception);
        }

        foreach (var change in transaction.changes)
            change.Keep();
        return result;
    }

    internal void Carry(Func<FileChange> change) => changes.Push(change());

    /// <remarks>The last one first: hooks.d files before the executable that they name.</remarks>
    private string Undo()
    {
        try
        {
            while (changes.TryPop(out var change))
                change.Undo();
            return "and all is as it was before";
        }
        catch (LinuxException exception)
        {
            return $"and what was done cannot be undone ({exception.Message}), so run this again";
        }
    }
}
