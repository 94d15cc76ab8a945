namespace OciIdMapHook.Remapping;

/// <summary>
/// A remount that failed and could not be undone; the container's init was killed so that it never runs like this.
/// </summary>
public sealed class HalfDoneException : Exception
{
    internal HalfDoneException(Exception failure, Exception undoFailure)
        : base(
            $"{failure.Message}; putting it back failed too ({undoFailure.Message}), so the container's init was killed", failure)
    {
    }
}
