namespace OciIdMapHook.Ctl;

/// <summary>The exit status of every verb.</summary>
internal static class ExitCode
{
    /// <summary>It was done, or everything is as it should be.</summary>
    internal const int Done = 0;

    /// <summary>It could not be done; one line on standard error says why.</summary>
    internal const int Failed = 1;

    /// <summary>The command line, or a document that it names, is wrong.</summary>
    internal const int BadUsage = 2;

    /// <summary>It was done, and what was looked at is not as it should be.</summary>
    internal const int Findings = 3;
}
