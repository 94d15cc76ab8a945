using System.Reflection;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>Private constants by name: they are private because one file each needs them, and right because these tests say so.</summary>
internal static class Constants
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    internal static object Of(Type type, string name) =>
        type.GetField(name, Any)?.GetRawConstantValue()
        ?? throw new ArgumentException($"{type.Name} has no constant {name}");
}
