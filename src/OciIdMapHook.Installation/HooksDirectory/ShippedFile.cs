namespace OciIdMapHook.Installation;

/// <summary>A file of this project's folder hooks.d, which is in this tool.</summary>
internal static class ShippedFile
{
    internal static byte[] Read(string name)
    {
        using var resource = typeof(ShippedFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
