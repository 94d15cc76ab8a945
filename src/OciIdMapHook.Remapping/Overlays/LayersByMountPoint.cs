using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Attaches the layers where nobody else sees them and names them by path: for every Linux that takes idmapped layers (5.19).
/// Their mount points are numbers, so that hundreds of them fit into the one page that mount(2) takes.
/// </summary>
internal sealed class LayersByMountPoint : IOverlayMaker
{
    private const string Merged = "merged";
    private const string Writable = "writable";

    public FileDescriptor Make(OverlayRecipe recipe)
    {
        foreach (var layer in recipe.Lowers)
            layer.Prove();
        foreach (var layer in recipe.DataLayers)
            layer.Prove();
        Namespaces.EnterThrowAwayMountNamespace();
        using var workshop = AttachWorkshop();
        var options = new StringBuilder("lowerdir=");
        for (var i = 0; i < recipe.Lowers.Count; i++)
            options.Append(i == 0 ? "" : ":").Append(Attach(workshop, recipe.Lowers[i], $"{i}"));
        for (var i = 0; i < recipe.DataLayers.Count; i++)
            options.Append("::").Append(Attach(workshop, recipe.DataLayers[i], $"d{i}"));

        // Found by descriptor: how they are called on the disk cannot matter then. They are open until the overlay is made.
        using var upper = recipe.Writable is null ? null : AttachWritable(workshop, recipe.Writable);
        using var work = recipe.Writable?.OpenWork();
        if (upper is not null && work is not null)
            options.Append($",upperdir={Files.LinkTo(upper)},workdir={Files.LinkTo(work)}");
        foreach (var option in recipe.Options)
            options.Append(',').Append(Write(option));

        Files.MakeDirectory(workshop, Merged, "a throw-away tmpfs");
        Mounts.Mount("overlay", recipe.Source, Merged, recipe.IsReadOnly, options.ToString(), OverlayFailure.CauseOf);
        using var merged = Files.OpenAt(workshop, Merged, OpenFlags.Path | OpenFlags.Directory);
        return Mounts.CloneDetached(merged, recipe.Name);
    }

    private static FileDescriptor AttachWorkshop()
    {
        using var context = FileSystemContext.Open("tmpfs");
        context.Create();
        var workshop = context.Mount();
        using var place = Files.OpenAt(
            FileDescriptor.WorkingDirectory, ThrowAway.MountPoint, OpenFlags.Path | OpenFlags.Directory);
        Mounts.Move(workshop, place, "a throw-away tmpfs", ThrowAway.MountPoint);
        Files.ChangeDirectory(workshop);
        return workshop;
    }

    private static string Attach(FileDescriptor workshop, LayerTree layer, string place)
    {
        using var tree = layer.Make(isInCopy: true);
        Attach(workshop, tree, layer.Name, place);
        return place;
    }

    private static FileDescriptor AttachWritable(FileDescriptor workshop, WritableLayer layer)
    {
        Attach(workshop, layer.Tree, layer.Name, Writable);
        return layer.OpenUpper();
    }

    private static void Attach(FileDescriptor workshop, FileDescriptor tree, string name, string place)
    {
        Files.MakeDirectory(workshop, place, "a throw-away tmpfs");
        using var target = Files.OpenAt(workshop, place, OpenFlags.Path | OpenFlags.Directory);
        Mounts.Move(tree, target, name, "a throw-away tmpfs");
    }

    /// <summary>A security module takes a value with commas in quotes only.</summary>
    private static string Write(OverlayOption option) =>
        option.Value?.Contains(',', StringComparison.Ordinal) is true ? $"{option.Name}=\"{option.Value}\"" : option.ToString();
}
