namespace OciIdMapHook.Operations;

/// <summary>An engine and what it is configured to use.</summary>
internal sealed record EngineFacts
{
    /// <summary>One of <see cref="EngineNames"/>.</summary>
    internal required string Name { get; init; }

    /// <summary>As people write it.</summary>
    internal string Title => EngineNames.InWords(Name);

    /// <summary>Null where the engine was asked for and is not there.</summary>
    internal required FoundProgram? Program { get; init; }

    /// <summary>It reads hooks.d folders at all.</summary>
    internal bool ReadsHooks => Name is EngineNames.Podman or EngineNames.Crio;

    /// <summary>The hooks.d folders it reads, a later one's files over an earlier one's of the same names.</summary>
    internal IReadOnlyList<string> HooksFolders { get; init; } = [];

    /// <summary>The file that names them; null where none does, or none that is looked for.</summary>
    internal string? HooksFoldersSetBy { get; init; }

    /// <summary>Where its containers' files lie.</summary>
    internal IReadOnlyList<string> StorageFolders { get; init; } = [];

    /// <summary>Why parts of its configuration are not known.</summary>
    internal IReadOnlyList<string> Faults { get; init; } = [];
}
