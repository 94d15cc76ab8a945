namespace OciIdMapHook.Operations.HooksDirectory;

/// <summary>One file of a hooks.d folder, as an engine on this host reads it.</summary>
/// <param name="Folder">The folder, as the engine calls it.</param>
/// <param name="Name">The file's name there.</param>
/// <param name="HookPath">The executable it names; null where it names none.</param>
/// <param name="Violations">The rules that it breaks, by what is in it and by what is at <paramref name="HookPath"/>.</param>
public sealed record HooksFolderFile(
    string Folder, string Name, string? HookPath, IReadOnlyList<HookFileViolation> Violations)
{
    public string FullPath => Path.Combine(Folder, Name);

    /// <summary>Whether it is this project's hook that it names.</summary>
    public bool NamesThisHook => HookPath is not null && Path.GetFileName(HookPath) == HookFile.HookName;

    /// <summary>Whether the engines make a hook of it.</summary>
    public bool IsRead => Violations.All(violation => violation.Effect == ViolationEffect.AgainstSchema);
}
