using System.CommandLine;

namespace OciIdMapHook.Ctl;

/// <summary>Options of every verb.</summary>
internal static class GlobalOptions
{
    internal static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document instead of text.",
        Recursive = true,
    };
}
