namespace OciIdMapHook.Linux;

/// <summary>
/// Flags of open(2). O_DIRECTORY and O_NOFOLLOW differ between architectures, so they are properties.
/// </summary>
public static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int Append = 0x400;

    /// <summary>O_CREAT | O_EXCL: a file that was not there.</summary>
    public const int NewFile = 0xC0;

    /// <summary>O_NONBLOCK: to open a fifo does not wait for whoever opens its other end.</summary>
    public const int NonBlocking = 0x800;

    public const int CloseOnExec = 0x80000;
    public const int Path = 0x200000;

    /// <summary>O_DIRECTORY: 0200000 on x86_64, 040000 on aarch64 (arch/arm64/include/uapi/asm/fcntl.h).</summary>
    public static int Directory => Architecture.IsArm64 ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW: 0400000 on x86_64, 0100000 on aarch64.</summary>
    public static int NoFollow => Architecture.IsArm64 ? 0x8000 : 0x20000;
}
