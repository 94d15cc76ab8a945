namespace OciIdMapHook.Operations;

/// <summary>An executable of this project's hook.</summary>
/// <param name="Path">As hooks.d files name it.</param>
/// <param name="Version">By the note in it; null where it has none.</param>
/// <param name="SelinuxLabel">Its security context; null where it has none.</param>
internal sealed record HookCopy(string Path, string? Version, string? SelinuxLabel);
