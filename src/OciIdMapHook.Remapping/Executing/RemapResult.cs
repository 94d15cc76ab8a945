using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>What became of a plan that did not fail.</summary>
public abstract record RemapResult
{
    private RemapResult()
    {
    }

    /// <summary>The container has its idmapped root.</summary>
    /// <param name="Plan">As it was carried out: with what an operator should know though it went well, and without a map for the
    /// mounts of the host that the kernel would not map.</param>
    public sealed record Done(RemapPlan Plan) : RemapResult;

    /// <summary>The root has mounts below it that are locked, which nobody had looked for. Nothing was changed, and the thread is
    /// back in its own mount namespace: observe the container together with the host's mounts, and decide again.</summary>
    public sealed record NeedsHostMounts : RemapResult;
}
