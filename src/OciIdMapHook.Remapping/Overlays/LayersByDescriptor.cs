using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Hands the layers over by descriptor, attached nowhere: Linux 6.15 (6.13 takes descriptors of attached mounts only, and none
/// that O_PATH made).
/// </summary>
internal sealed class LayersByDescriptor : IOverlayMaker
{
    public FileDescriptor Make(OverlayRecipe recipe)
    {
        // A detached mount lasts as long as its descriptor, and the overlay takes its own copies when it is created.
        var open = new Stack<FileDescriptor>();
        try
        {
            using var context = FileSystemContext.Open("overlay");
            SetLayers(context, recipe, open);
            SetOptions(context, recipe);
            context.Create(OverlayFailure.CauseOf);
            return context.Mount();
        }
        finally
        {
            while (open.TryPop(out var one))
                one.Dispose();
        }
    }

    private static void SetLayers(FileSystemContext context, OverlayRecipe recipe, Stack<FileDescriptor> open)
    {
        foreach (var layer in recipe.Lowers)
            Set("lowerdir+", layer.Make(), layer.Name);
        foreach (var layer in recipe.DataLayers)
            Set("datadir+", layer.Make(), layer.Name);
        if (recipe.Writable is not { } writable)
            return;
        Set("upperdir", writable.OpenUpper(), writable.Name);
        Set("workdir", writable.OpenWork(), "its fresh work folder");

        void Set(string key, FileDescriptor folder, string name)
        {
            open.Push(folder);
            context.SetDescriptor(key, folder, name);
        }
    }

    private static void SetOptions(FileSystemContext context, OverlayRecipe recipe)
    {
        if (recipe.Source.Length > 0)
            context.SetString("source", recipe.Source);
        if (recipe.IsReadOnly)
            context.SetFlag("ro");
        foreach (var option in recipe.Options)
        {
            if (option.Value is null)
                context.SetFlag(option.Name);
            else
                context.SetString(option.Name, option.Value);
        }
    }
}
