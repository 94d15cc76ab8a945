using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>A folder with what users mount below it: folders and a file of the host, nested ones, a tmpfs.</summary>
internal sealed class PlainRootWithVolumes : PlainRoot
{
    public override string ToString() => "volumes";

    internal override async Task<Container> CreateAsync(WorkFolder folder)
    {
        var data = folder.Folder("data");
        Directory.CreateDirectory(Path.Combine(data, "nested"));
        var file = Path.Combine(folder.FullPath, "file");
        await File.WriteAllTextAsync(file, "of the host");
        var container = await base.CreateAsync(folder);
        return container.WithVolumes(
            new TmpfsVolume("/volume/tmpfs"),
            new BindVolume(data, "/volume/folder"),
            new BindVolume(folder.Folder("nested"), "/volume/folder/nested", ReadOnly: true),
            new BindVolume(file, "/volume/file", ReadOnly: true));
    }
}
