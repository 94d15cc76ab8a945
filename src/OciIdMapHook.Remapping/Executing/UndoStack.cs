namespace OciIdMapHook.Remapping;

/// <summary>What is to be done, last first, to put things back.</summary>
internal sealed class UndoStack
{
    private readonly Stack<Action> actions = new();

    internal void Push(Action action) => actions.Push(action);

    /// <summary>Forgets what there is to do.</summary>
    internal void Clear() => actions.Clear();

    /// <exception cref="Exception">Whatever the first action that failed threw; the rest is not tried.</exception>
    internal void UndoAll()
    {
        while (actions.TryPop(out var action))
            action();
    }
}
