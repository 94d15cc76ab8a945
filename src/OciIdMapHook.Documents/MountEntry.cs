namespace OciIdMapHook.Documents;

/// <summary>One mount of a mount table. Paths are unescaped.</summary>
/// <remarks>proc_pid_mountinfo(5).</remarks>
public sealed record MountEntry
{
    public required int Id { get; init; }

    /// <summary>The id that no other mount ever gets, where the kernel tells (Linux 6.8; mount tables do not).</summary>
    public ulong? UniqueId { get; init; }

    /// <summary>The mount this one is mounted on; itself or an id outside the table for the root of a mount tree.</summary>
    public required int ParentId { get; init; }

    /// <summary>The superblock's device as <c>major:minor</c>, for instance <c>8:1</c>.</summary>
    public required string Device { get; init; }

    /// <summary>The folder of the file system that is the root of this mount.</summary>
    public required string Root { get; init; }

    /// <summary>Relative to the reader's root. Ends in <c>//deleted</c> when the folder mounted on is unlinked.</summary>
    public required string MountPoint { get; init; }

    /// <summary>The options of this mount, separated by commas.</summary>
    public required string Options { get; init; }

    /// <summary>Propagation such as <c>shared:1 master:2</c>, separated by spaces; empty for a private mount.</summary>
    public string OptionalFields { get; init; } = "";

    public required string FileSystemType { get; init; }

    public string Source { get; init; } = "";

    /// <summary>The options of the superblock, separated by commas.</summary>
    public string SuperOptions { get; init; } = "";

    /// <summary>The same as the kernel wrote them, octal escapes included: a comma within a value is told from one between two
    /// options by its escape alone.</summary>
    public string EscapedSuperOptions { get; init; } = "";

    /// <summary><see cref="Root"/> or <see cref="MountPoint"/> is not valid UTF-8, so that the text here names another
    /// path than the kernel's: it is for showing, never for acting on.</summary>
    public bool HasUndecodablePath { get; init; }

    public bool IsIdmapped => HasOption("idmapped");

    /// <summary>What is mounted on its master spreads to it.</summary>
    public bool IsSlave => OptionalFields.Contains("master:", StringComparison.Ordinal);

    /// <summary>The kernel leaves it out of a copy of what is around it, and copies it by itself to no other place.</summary>
    public bool IsUnbindable => OptionalFields.Contains("unbindable", StringComparison.Ordinal);

    private bool HasOption(ReadOnlySpan<char> name)
    {
        foreach (var token in Options.AsSpan().Split(','))
        {
            if (Options.AsSpan(token).SequenceEqual(name))
                return true;
        }

        return false;
    }
}
