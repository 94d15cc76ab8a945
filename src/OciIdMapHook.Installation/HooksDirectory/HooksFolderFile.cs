namespace OciIdMapHook.Installation;

/// <summary>One file of a hooks.d folder, as an engine on this host reads it.</summary>
/// <param name="Folder">The folder, as the engine calls it.</param>
/// <param name="Name">The file's name there.</param>
/// <param name="HookPath">The executable it names; null where it names none.</param>
/// <param name="Stages">The stages it names.</param>
/// <param name="Violations">The rules that it breaks for Podman, by what is in it and by what is at
/// <paramref name="HookPath"/>.</param>
public sealed record HooksFolderFile(
    string Folder, string Name, string? HookPath, IReadOnlyList<string> Stages, IReadOnlyList<HookFileViolation> Violations)
{
    public string FullPath => Path.Combine(Folder, Name);

    /// <summary>Whether it is this project's hook that it names.</summary>
    public bool NamesThisHook => HookPath is not null && Path.GetFileName(HookPath) == HookFile.HookName;

    /// <summary>Whether a runtime runs this project's hook by it, before the container starts.</summary>
    public bool RemapsRoots => NamesThisHook && Stages.Any(stage => stage != HookFileRules.Precreate);

    /// <summary>Whether Podman runs this project's hook by it, before the runtime.</summary>
    public bool PreparesRoots => NamesThisHook && Stages.Contains(HookFileRules.Precreate);

    /// <summary>The rules that it breaks for whoever has no stages but those of the specification: CRI-O and Buildah.</summary>
    public IEnumerable<HookFileViolation> ViolationsOutsidePodman => Violations.Concat(HookFileRules.OutsidePodman(Stages));

    /// <summary>Whether the engines make a hook of it.</summary>
    public bool IsRead => Violations.All(violation => violation.Effect == ViolationEffect.AgainstSchema);
}
