using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Decides from facts alone what is to be done with a container. The same facts give the same decision.</summary>
public static class Planner
{
    /// <summary>What the two documents alone can settle, before the init is looked at.</summary>
    /// <returns>The decision that <see cref="Decide"/> would come to, or null when the init must be looked at.</returns>
    public static Decision.NothingToDo? DecideFromDocuments(OciState state, OciConfig config)
    {
        return null;
    }

    public static Decision Decide(ContainerFacts facts)
    {
        return new Decision.Refusal("not decided yet");
    }
}
