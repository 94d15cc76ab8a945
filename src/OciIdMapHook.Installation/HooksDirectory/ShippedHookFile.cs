namespace OciIdMapHook.Installation;

/// <summary>A hooks.d file that this project ships.</summary>
public sealed class ShippedHookFile
{
    private ShippedHookFile(string fileName)
    {
        FileName = fileName;
        Content = ShippedFile.Read(fileName);
    }

    /// <summary>The hook as the runtime runs it, for every engine.</summary>
    public static ShippedHookFile CreateRuntime { get; } = new("oci-idmap-hook.json");

    /// <summary>The hook at the stage that Podman has for itself, before the runtime.</summary>
    public static ShippedHookFile Precreate { get; } = new("oci-idmap-hook-precreate.json");

    public static IReadOnlyList<ShippedHookFile> All { get; } = [CreateRuntime, Precreate];

    /// <summary>
    /// Its name in every hooks.d folder; two names, because a folder's file takes the place of an earlier folder's of its name.
    /// </summary>
    public string FileName { get; }

    public ReadOnlyMemory<byte> Content { get; }
}
