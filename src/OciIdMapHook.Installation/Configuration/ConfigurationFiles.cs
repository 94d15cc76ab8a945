using System.Text.Json;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using Tomlyn.Model;

namespace OciIdMapHook.Installation;

/// <summary>Reads configuration files of engines. One that cannot be read is a fault to be reported, not an end.</summary>
internal sealed class ConfigurationFiles(RootFiles root)
{
    private readonly List<string> faults = [];

    /// <summary>One sentence per file that could not be read.</summary>
    internal IReadOnlyList<string> Faults => faults;

    /// <summary>The TOML documents among these files, in this order.</summary>
    internal IEnumerable<TomlTable> Toml(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (Try(path, text => TomlFile.Parse(text, path)) is { } document)
                yield return document;
        }
    }

    /// <summary>The string at the top of a JSON file; null where there is none.</summary>
    internal string? JsonString(string path, string key) => Try(path, text =>
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.TryGetProperty(key, out var value) ? value.GetString() : null;
    });

    private T? Try<T>(string path, Func<string, T?> parse)
        where T : class
    {
        try
        {
            return root.Read(path) is { } text ? parse(text) : null;
        }
        catch (Exception exception) when (exception is DocumentException or JsonException or InvalidOperationException)
        {
            faults.Add($"{path} cannot be understood: {Printable.Text(exception.Message)}");
        }
        catch (Exception exception) when (exception is InvalidDataException or LinuxException)
        {
            faults.Add($"{path} cannot be read: {Printable.Text(exception.Message)}");
        }

        return null;
    }
}
