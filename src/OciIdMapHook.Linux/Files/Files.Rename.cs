namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>renameat(2) in one folder: a file that has the new name is replaced at once.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Rename(FileDescriptor folder, string name, string newName) =>
        SystemCall.Check(Native.renameat(folder, name, folder, newName), $"rename of {name} to {newName}", CauseOfRenameFailure);

    private static string? CauseOfRenameFailure(Errno errno) =>
        errno == Errno.EISDIR ? "a folder has that name; move it away" : null;
}
