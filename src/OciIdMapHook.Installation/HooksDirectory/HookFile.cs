using System.Text.Json;

namespace OciIdMapHook.Installation;

/// <summary>
/// A hooks.d document, oci-hooks(5), as its engines read it and as far as it can be judged without looking at the host.
/// </summary>
/// <param name="HookPath">The executable it names; null where it names none.</param>
/// <param name="Stages">The stages that it names.</param>
/// <param name="Violations">The rules that it breaks, for Podman.</param>
public sealed record HookFile(string? HookPath, IReadOnlyList<string> Stages, IReadOnlyList<HookFileViolation> Violations)
{
    /// <summary>The file name of this project's hook, by which its files are known wherever they lie.</summary>
    public const string HookName = "oci-idmap-hook";

    private const int DeepestDocument = 10_000; // maxNestingDepth of Go's encoding/json

    /// <summary>Whether it is this project's hook that it names.</summary>
    public bool NamesThisHook => HookPath is not null && Path.GetFileName(HookPath) == HookName;

    /// <summary>Never fails: what is no JSON has that as its violation.</summary>
    public static HookFile Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(
                GoText.Cleaned(document), new JsonDocumentOptions { MaxDepth = DeepestDocument });
            return HookFileRules.Read(parsed.RootElement);
        }
        catch (JsonException exception)
        {
            var sentence = $"it is no JSON document: it errs or ends at line {exception.LineNumber + 1}, byte "
                + $"{exception.BytePositionInLine + 1}";
            return new HookFile(null, [], [new HookFileViolation(ViolationEffect.ContainersFail, sentence)]);
        }
    }
}
