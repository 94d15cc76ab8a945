using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>
/// Two layers of escapes: the kernel writes <c>,</c>, <c>=</c>, <c>\</c> and blanks of a value as octal escapes
/// (seq_show_option), and within the value of <c>lowerdir</c>, <c>upperdir</c> and <c>workdir</c> the mounter has put a backslash
/// before whatever separates (ovl_unescape). <c>lowerdir+</c> and <c>datadir+</c> hold one path each, without any escape of the
/// mounter's.
/// </summary>
internal static class OverlayOptionsText
{
    public static OverlayOptions Parse(string escaped)
    {
        var lowers = new List<string>();
        var data = new List<string>();
        var others = new List<OverlayOption>();
        string? upper = null;
        string? work = null;
        var isReadOnly = false;
        foreach (var option in Split(escaped))
        {
            switch (option.Name)
            {
                case "rw" or "ro":
                    isReadOnly = option.Name == "ro";
                    break;
                case "lowerdir":
                    SplitLayers(option.Value ?? "", lowers, data);
                    break;
                case "lowerdir+":
                    lowers.Add(option.Value ?? "");
                    break;
                case "datadir+":
                    data.Add(option.Value ?? "");
                    break;
                case "upperdir":
                    upper = Unescape(option.Value ?? "");
                    break;
                case "workdir":
                    work = Unescape(option.Value ?? "");
                    break;
                default:
                    others.Add(option);
                    break;
            }
        }

        return Checked(escaped, new OverlayOptions
        {
            LowerLayers = lowers,
            DataLayers = data,
            UpperLayer = upper,
            WorkFolder = work,
            IsReadOnly = isReadOnly,
            Others = others,
        });
    }

    private static OverlayOptions Checked(string escaped, OverlayOptions options)
    {
        var fault = options switch
        {
            { LowerLayers.Count: 0 } => "name no lower layer",
            { UpperLayer: not null, WorkFolder: null } => "name an upper layer but no work folder",
            _ => options.Paths.Any(path => path.Length == 0) ? "name a layer without a path" : null,
        };
        return fault is null
            ? options
            : throw new DocumentException($"the overlay's options {fault}: {Printable.Excerpt(Encoding.UTF8.GetBytes(escaped))}");
    }

    private static List<OverlayOption> Split(string escaped)
    {
        var options = new List<OverlayOption>();
        for (var start = 0; start < escaped.Length;)
        {
            var length = LengthOfOption(escaped.AsSpan(start));
            var option = escaped.AsSpan(start, length);
            var equals = option.IndexOf('=');
            if (!option.IsEmpty)
            {
                options.Add(equals < 0
                    ? new OverlayOption(OctalEscape.Decode(option))
                    : new OverlayOption(OctalEscape.Decode(option[..equals]), Value(option[..equals], option[(equals + 1)..])));
            }

            start += length + 1;
        }

        return options;
    }

    private static int LengthOfOption(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        var quote = text.IndexOf("=\"");
        if (quote >= 0 && quote < comma && IsSecurityContext(text[..quote]))
        {
            var end = text[(quote + 2)..].IndexOf('"');
            return end < 0 ? text.Length : quote + 2 + end + 1;
        }

        return comma < 0 ? text.Length : comma;
    }

    private static string Value(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        OctalEscape.Decode(IsSecurityContext(name) ? value.Trim('"') : value);

    /// <summary>A security module puts a label with commas into quotes (<c>context="…:c1,c2"</c>).</summary>
    private static bool IsSecurityContext(ReadOnlySpan<char> name) => name.EndsWith("context");

    /// <summary>
    /// Single colons separate layers; after the first double colon all are data layers (ovl_parse_param_lowerdir).
    /// </summary>
    private static void SplitLayers(string list, List<string> lowers, List<string> data)
    {
        var target = lowers;
        var start = 0;
        for (var i = 0; i <= list.Length; i++)
        {
            if (i + 1 < list.Length && list[i] == '\\')
            {
                i++;
            }
            else if (i == list.Length || list[i] == ':')
            {
                target.Add(Unescape(list[start..i]));
                if (i + 1 < list.Length && list[i + 1] == ':')
                {
                    target = data;
                    i++;
                }

                start = i + 1;
            }
        }
    }

    private static string Unescape(string path)
    {
        if (!path.Contains('\\', StringComparison.Ordinal))
            return path;

        var text = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length)
                i++;

            text.Append(path[i]);
        }

        return text.ToString();
    }
}
