using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What is to be done with a container.</summary>
public abstract record Decision
{
    private protected Decision()
    {
    }

    /// <summary>The container is right as it is, or is none of the hook's business.</summary>
    /// <param name="Reason">One line that says why.</param>
    public sealed record NothingToDo(string Reason) : Decision;

    /// <summary>
    /// The container starts as it would without the hook, and an operator should know that it is not as it could be.
    /// </summary>
    /// <param name="Reason">One line that says why, and what to do.</param>
    public sealed record LeftAlone(string Reason) : Decision;

    /// <summary>The rootfs is to be remounted.</summary>
    public sealed record Remap(RemapPlan Plan) : Decision;

    /// <summary>The rootfs is to stay as it is, and volumes are to be remounted.</summary>
    /// <param name="Plan">The volumes, one at least.</param>
    /// <param name="RootReason">Why the rootfs stays.</param>
    public sealed record RemapVolumes(VolumesPlan Plan, string RootReason) : Decision;

    /// <summary>The rootfs is an overlay whose layers decide, and nobody has looked for them yet.</summary>
    internal sealed record LookAtLayers : Decision;

    /// <summary>The container must not start.</summary>
    /// <param name="Reason">One line for an operator: what is wrong, why it matters, what to do.</param>
    /// <param name="Cause">The same in a word.</param>
    public sealed record Refusal(string Reason, RefusalCause Cause) : Decision;
}
