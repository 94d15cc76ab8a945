namespace OciIdMapHook.Linux;

/// <summary>What a folder holds.</summary>
/// <param name="Files">Files, folders and links, the folder itself included.</param>
/// <param name="Bytes">The sizes of its regular files together.</param>
public readonly record struct FileTreeSize(long Files, long Bytes);
