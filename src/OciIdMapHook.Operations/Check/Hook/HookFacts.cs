using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Where the hook is installed, and who reads that.</summary>
internal sealed record HookFacts
{
    internal required IReadOnlyList<EngineHooks> Engines { get; init; }

    /// <summary>Folders that are meant for hooks.d files, and that no engine here reads.</summary>
    internal required IReadOnlyList<HooksFolder> Unread { get; init; }

    /// <summary>The file whose hooks_dir this project's takes the place of; null where it does not.</summary>
    internal string? Overridden { get; init; }

    internal required IReadOnlyList<HookCopy> Copies { get; init; }

    /// <summary>Why a folder is not known; one sentence each.</summary>
    internal required IReadOnlyList<string> Faults { get; init; }
}
