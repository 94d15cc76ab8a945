namespace OciIdMapHook.Operations;

/// <summary>All that is known of a host, before anything is made of it.</summary>
internal sealed record HostFacts
{
    internal required KernelFacts Kernel { get; init; }

    internal required IReadOnlyList<StorageFacts> Storage { get; init; }

    internal required SecurityFacts Security { get; init; }

    internal required IReadOnlyList<EngineFacts> Engines { get; init; }

    internal required IReadOnlyList<FoundProgram> Runtimes { get; init; }

    internal required HookFacts Hooks { get; init; }

    internal required ConfigurationFacts Configuration { get; init; }
}
