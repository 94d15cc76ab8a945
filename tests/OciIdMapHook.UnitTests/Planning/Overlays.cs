using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Containers whose rootfs is an overlay.</summary>
internal static class Overlays
{
    public static readonly OverlayFacts.Found Overlay = new()
    {
        Lowers = [Layer("/l/2"), Layer("/l/1")],
        Upper = Layer("/c/upper"),
        WorkFolder = Layer("/c/work"),
        Options = [new OverlayOption("index", "off"), new OverlayOption("volatile")],
    };

    public static LayerFacts Layer(string path, uint owner = 0, params uint[] entries) =>
        new(path, 1, 2, new Owner(owner, owner), IsIdmapped: false, "ext4")
        {
            Entries = entries.Length == 0 ? Array.Empty<Owner>() : Array.ConvertAll(entries, id => new Owner(id, id)),
        };

    public static ContainerFacts With(OverlayFacts overlay) => Containers.Remappable with
    {
        Root = Containers.Remappable.Root with { FileSystemType = "overlay", Overlay = overlay },
    };

    public static ReplacementRoot.Overlay Replacement(ContainerFacts facts) => (ReplacementRoot.Overlay)facts.Plan().Replacement;
}
