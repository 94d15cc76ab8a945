using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>What is at a name in a folder.</summary>
/// <param name="Status">Of the file, or of the symbolic link itself.</param>
/// <param name="Content">Of a regular file; empty for anything else, and for what no hook is as large as.</param>
internal sealed record FileFacts(FileStatus Status, ReadOnlyMemory<byte> Content)
{
    internal bool Holds(ReadOnlyMemory<byte> content) => Status.IsRegular && Content.Span.SequenceEqual(content.Span);

    /// <returns>Why root must not run it or an engine not trust it, though its content be right; null where nothing is
    /// wrong.</returns>
    internal string? ProblemWithAccess(int permissions)
    {
        if (!Status.IsRegular)
            return "it is no regular file";
        if (Status.Permissions != permissions)
            return $"its mode is {Octal(Status.Permissions)} and not {Octal(permissions)}";
        return Environment.IsPrivilegedProcess && Status.Uid != 0 ? $"it belongs to user {Status.Uid} and not to root" : null;
    }

    private static string Octal(int mode) => $"0{Convert.ToString(mode, 8)}";
}
