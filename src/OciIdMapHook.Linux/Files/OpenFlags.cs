namespace OciIdMapHook.Linux;

/// <summary>Flags of open(2). O_DIRECTORY and O_NOFOLLOW differ between architectures, so they are properties.</summary>
public static class OpenFlags
{
    public const int ReadOnly = Native.O_RDONLY;
    public const int WriteOnly = Native.O_WRONLY;
    public const int ReadWrite = Native.O_RDWR;
    public const int Append = Native.O_APPEND;

    /// <summary>A file that was not there.</summary>
    public const int NewFile = Native.O_CREAT | Native.O_EXCL;

    /// <summary>To open a fifo does not wait for whoever opens its other end.</summary>
    public const int NonBlocking = Native.O_NONBLOCK;

    public const int CloseOnExec = Native.O_CLOEXEC;
    public const int Path = Native.O_PATH;

    public static int Directory => Native.O_DIRECTORY;

    public static int NoFollow => Native.O_NOFOLLOW;
}
