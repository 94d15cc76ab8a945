namespace OciIdMapHook.Operations.Engines;

/// <summary>An executable of this project's hook.</summary>
/// <param name="Path">As hooks.d files name it.</param>
/// <param name="Answer">What it says when asked for its version; null where it says nothing or was not asked.</param>
/// <param name="WasAsked">It was run: not where it is another root's.</param>
/// <param name="SelinuxLabel">Its security context; null where it has none.</param>
internal sealed record HookCopy(string Path, string? Answer, bool WasAsked, string? SelinuxLabel);
