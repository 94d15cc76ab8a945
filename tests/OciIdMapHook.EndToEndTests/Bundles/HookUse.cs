using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>The hook as a container's configuration names it.</summary>
internal sealed record HookUse(ImmutableArray<string> Stages)
{
    public string Executable { get; init; } = Shipped.Hook;

    public static HookUse At(params ImmutableArray<string> stages) => new(stages);
}
