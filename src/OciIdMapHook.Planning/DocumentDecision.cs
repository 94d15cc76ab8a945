namespace OciIdMapHook.Planning;

/// <summary>What a container's documents say.</summary>
/// <param name="Decision">What is to be done, if they are right.</param>
/// <param name="HoldsForEveryInit">They need not be right: the decision is the same whatever namespaces the init is in. Otherwise
/// it holds where the init proves to have no user namespace of its own.</param>
public sealed record DocumentDecision(Decision.NothingToDo Decision, bool HoldsForEveryInit)
{
    /// <summary>They say nothing of a user namespace.</summary>
    public bool IsWithoutUserNamespace { get; init; }
}
