using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OciIdMapHook.Operations;

/// <summary>Lines of <c>journalctl --output json</c> (systemd.journal-fields(7), and systemd's "Journal JSON Format").</summary>
internal static class JournalText
{
    private const int Error = 3;
    private const int Warning = 4;

    /// <returns>A run for each line but warnings, which are those of the run that they are said in; lines that are none are left
    /// out.</returns>
    internal static IReadOnlyList<ContainerRun> Parse(string text)
    {
        var runs = new List<ContainerRun>();
        var warnings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(line) is not var (container, message, priority, time))
                continue;
            if (priority == Warning)
            {
                warnings.TryAdd(container, []);
                warnings[container].Add(message);
                continue;
            }

            warnings.Remove(container, out var said);
            runs.Add(new ContainerRun(container, new ExplainedRun
            {
                Time = time,
                Result = priority <= Error ? "refused" : "started",
                IsRefused = priority <= Error,
                Message = message,
                Warnings = said ?? [],
            }));
        }

        return runs;
    }

    private static (string Container, string Message, int Priority, DateTime Time)? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (Field(json, "OCI_CONTAINER_ID"), Field(json, "MESSAGE")) is ({ } container, { } message)
                ? (container, message, (int)Number(json, "PRIORITY"),
                    DateTime.UnixEpoch.AddMicroseconds(Number(json, "__REALTIME_TIMESTAMP")))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long Number(JsonDocument json, string name) =>
        long.Parse(Field(json, name) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A field that is not all printable text comes as an array of its bytes.</summary>
    private static string? Field(JsonDocument json, string name) => !json.RootElement.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Array
            ? Encoding.UTF8.GetString([.. value.EnumerateArray().Select(one => one.GetByte())])
        : value.GetString();
}
