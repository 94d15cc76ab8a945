namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Removes a folder with all that is in it, by descriptors: no link in it is followed (unlinkat(2)).</summary>
    /// <exception cref="LinuxException">Something in it cannot be removed.</exception>
    public static void RemoveTree(FileDescriptor parent, string name)
    {
        using (var folder = OpenAt(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow))
        {
            foreach (var entry in Names(folder, name))
            {
                // Linux says EISDIR for a folder; POSIX allows EPERM.
                if (Native.unlinkat(folder, entry, 0) == 0)
                    continue;
                if (SystemCall.LastError is not (Errno.EISDIR or Errno.EPERM))
                    SystemCall.Check(-1, $"unlinkat of {name}/{entry}");
                RemoveTree(folder, entry);
            }
        }

        SystemCall.Check(Native.unlinkat(parent, name, Native.AT_REMOVEDIR), $"unlinkat of {name}");
    }
}
