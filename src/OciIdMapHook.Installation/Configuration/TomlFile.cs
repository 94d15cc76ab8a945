using OciIdMapHook.Documents;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Serialization;

namespace OciIdMapHook.Installation;

/// <summary>A TOML document, of which only what is asked for is looked at.</summary>
internal static class TomlFile
{
    /// <exception cref="DocumentException">It is no TOML.</exception>
    internal static TomlTable Parse(string text, string name)
    {
        try
        {
            return TomlSerializer.Deserialize(text, TomlContext.Default.TomlTable) ?? [];
        }
        catch (TomlException exception)
        {
            throw new DocumentException($"{Printable.Text(name)} is no valid TOML: {Printable.Text(exception.Message)}");
        }
    }

    /// <summary>The value at a dotted path of tables; null where there is none.</summary>
    internal static object? Find(TomlTable document, params ReadOnlySpan<string> path)
    {
        object? value = document;
        foreach (var key in path)
        {
            if (value is not TomlTable table || !table.TryGetValue(key, out value))
                return null;
        }

        return value;
    }
}

[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlContext : TomlSerializerContext;
