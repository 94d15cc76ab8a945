using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int MaxLabel = 4096;

    /// <summary>getxattr(2): an attribute whose value is text, such as <c>security.selinux</c>; links are followed.</summary>
    /// <returns>Null where the file has none, or its file system keeps none.</returns>
    public static string? ExtendedAttribute(string path, string attribute)
    {
        Span<byte> value = stackalloc byte[MaxLabel];
        var length = Native.getxattr(path, attribute, value, (nuint)value.Length);
        return length < 0 ? null : Encoding.UTF8.GetString(value[..(int)length]).TrimEnd('\0');
    }
}
