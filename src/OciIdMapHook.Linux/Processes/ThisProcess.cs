using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The process that this is.</summary>
public static partial class ThisProcess
{
    /// <summary>
    /// Ends it at once (exit_group(2)). The .NET runtime's own way out waits for threads and runs handlers, and makes what it needs for
    /// both first; a process without either, that has written all it has to say, goes without.
    /// </summary>
    /// <param name="code">0 to 255.</param>
    [DoesNotReturn]
    public static void Exit(int code)
    {
        ExitNative(code);
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Who has started it (getppid(2)): 0 where that one is in no process namespace of its own.</summary>
    public static int ParentId => GetParentIdNative();

    /// <summary>Has files get the very modes that they are made with (umask(2)).</summary>
    public static void ForgetUmask() => _ = UmaskNative(0);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentIdNative();

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint UmaskNative(uint mask);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNative(int code);
}
