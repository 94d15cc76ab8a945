namespace OciIdMapHook.Operations.HooksDirectory;

/// <summary>The hooks.d file that this project ships.</summary>
public static class ShippedHookFile
{
    /// <summary>Its name in every hooks.d folder.</summary>
    public const string FileName = "oci-idmap-hook.json";

    public static ReadOnlyMemory<byte> Content { get; } = Read();

    private static byte[] Read()
    {
        using var resource = typeof(ShippedHookFile).Assembly.GetManifestResourceStream(FileName)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
