namespace OciIdMapHook.LinuxTests.Support;

/// <summary>What a process may leak.</summary>
internal sealed record ProcessState(int Descriptors, int Children)
{
    internal static ProcessState OfThisProcess() => new(
        Directory.GetFileSystemEntries("/proc/self/fd").Length,
        Directory.GetDirectories("/proc/self/task")
            .Sum(task => ReadOrEmpty($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));

    /// <summary>
    /// The same once what tests before have left to the garbage collector is gone, so that none of it goes in between.
    /// </summary>
    internal static ProcessState OfThisProcessBefore()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return OfThisProcess();
    }

    /// <summary>The file of a thread that ended meanwhile is empty.</summary>
    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
