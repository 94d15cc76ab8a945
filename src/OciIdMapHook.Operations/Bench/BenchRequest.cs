namespace OciIdMapHook.Operations;

/// <summary>What is to be measured.</summary>
/// <param name="Rootfs">The user's rootfs, which is not changed; null for one that is made for it.</param>
/// <param name="Count">How often.</param>
/// <param name="WithChown">The slow way too.</param>
/// <param name="WorkFolder">Where the snapshots for the chown are kept, which hold a copy of every file.</param>
public sealed record BenchRequest(string? Rootfs, int Count, bool WithChown, string WorkFolder);

/// <summary>How far a measurement is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How many files, or rounds, are done.</param>
/// <param name="Total">Of how many; 0 where nobody knows.</param>
public readonly record struct BenchProgress(string Step, long Done, long Total);
