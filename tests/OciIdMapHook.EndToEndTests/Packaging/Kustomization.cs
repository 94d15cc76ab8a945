namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>What matters here of a kustomization.yaml.</summary>
public sealed class Kustomization
{
    public IList<string> Resources { get; init; } = [];
}
