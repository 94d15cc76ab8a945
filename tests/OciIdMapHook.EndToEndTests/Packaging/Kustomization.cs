namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>What matters here of a kustomization.yaml.</summary>
public sealed class Kustomization
{
    public IReadOnlyList<string> Resources { get; init; } = [];
}
