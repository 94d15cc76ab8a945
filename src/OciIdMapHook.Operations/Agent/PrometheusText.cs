using System.Globalization;
using System.Text;

namespace OciIdMapHook.Operations;

/// <summary>Prometheus' text format, version 0.0.4, as node_exporter's textfile collector reads it.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    /// <summary>Begins a metric; its samples follow.</summary>
    internal void Metric(string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    internal void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        for (var index = 0; index < labels.Length; index++)
        {
            text.Append(index == 0 ? '{' : ',').Append(labels[index].Name).Append("=\"");
            AppendEscaped(labels[index].Value);
            text.Append(index == labels.Length - 1 ? "\"}" : "\"");
        }

        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private void AppendEscaped(string value)
    {
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(character),
            };
        }
    }
}
