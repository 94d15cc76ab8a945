using System.Text.RegularExpressions;

namespace OciIdMapHook.Operations;

/// <summary>Versions in what programs say of themselves.</summary>
internal static partial class VersionText
{
    /// <summary>The first version in the first line that has one: <c>1.1.5</c> of "runc version 1.1.5+ds1".</summary>
    internal static string? Find(string output) =>
        Number().Match(output) is { Success: true } match ? match.Groups["version"].Value : null;

    /// <summary>For comparisons; null where it is none.</summary>
    internal static Version? Parse(string? version) => Version.TryParse(version, out var parsed) ? parsed : null;

    [GeneratedRegex(@"(?<![\w.])v?(?<version>\d+\.\d+(\.\d+)?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
