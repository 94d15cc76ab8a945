namespace OciIdMapHook.Planning;

/// <summary>
/// What a mount shows and where, in what nobody can rename: two mounts with the same identity are copies of each other, whatever
/// path leads to each by now.
/// </summary>
/// <param name="RootDevice">The file system of its root, as statx(2) gives it.</param>
/// <param name="RootInode">The root itself.</param>
/// <param name="FolderDevice">The file system of the folder that its mount point is in.</param>
/// <param name="FolderInode">That folder.</param>
/// <param name="Name">The mount point's name in that folder.</param>
public sealed record MountIdentity(ulong RootDevice, ulong RootInode, ulong FolderDevice, ulong FolderInode, string Name);
