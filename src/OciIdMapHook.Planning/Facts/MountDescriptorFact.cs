namespace OciIdMapHook.Planning;

/// <summary>Something the init holds on a mount below the root.</summary>
/// <param name="MountId">The mount.</param>
/// <param name="Descriptor">What it is; its path is below the root all the same.</param>
public sealed record MountDescriptorFact(int MountId, DescriptorFact Descriptor);
