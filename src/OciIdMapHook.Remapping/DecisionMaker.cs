using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Has the planner decide, and looks at what only a container that would be remapped needs to be looked at for.
/// </summary>
public static class DecisionMaker
{
    /// <param name="facts">What was seen.</param>
    /// <param name="policy">The host's.</param>
    /// <exception cref="Linux.LinuxException">Something cannot be looked at.</exception>
    public static Decision Decide(ContainerFacts facts, HostPolicy policy) => Planner.Decide(facts, policy) is var decision
        && decision is Decision.Remap remap
            ? Planner.SpareTheHost(remap, facts, HostRootObserver.Observe(remap.Plan), policy)
            : decision;
}
