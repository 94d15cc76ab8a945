using System.Diagnostics.CodeAnalysis;

namespace OciIdMapHook.Linux;

/// <summary>The process that this is.</summary>
public static class ThisProcess
{
    /// <summary>
    /// Ends it at once (exit_group(2)). The .NET runtime's own way out waits for threads and runs handlers, and makes what it
    /// needs for both first; a process without either, that has written all it has to say, goes without.
    /// </summary>
    /// <param name="code">0 to 255.</param>
    [DoesNotReturn]
    public static void Exit(int code)
    {
        Native._exit(code);
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Who has started it (getppid(2)): 0 where that one is in no process namespace of its own.</summary>
    public static int ParentId => Native.getppid();

    /// <summary>umask(2): of the modes that files are made with, what is taken away; with 0 they get the very ones.</summary>
    /// <returns>The one before.</returns>
    public static uint SetUmask(uint mask) => Native.umask(mask);
}
