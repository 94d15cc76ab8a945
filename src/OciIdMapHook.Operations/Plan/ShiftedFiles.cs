namespace OciIdMapHook.Operations;

/// <summary>
/// Files of a rootfs that belong to host ids of the container's and not to the container's own: left from use with a user
/// namespace before the hook came. Through the map they are nobody's, and the kernel refuses to change them (EOVERFLOW).
/// </summary>
/// <param name="Count">How many there are.</param>
/// <param name="Seen">How many files, folders and links were looked at.</param>
/// <param name="IsWhole">All were: it was neither interrupted nor did it take too long.</param>
/// <param name="Commands">What gives them to the container's ids, for the shell.</param>
public sealed record ShiftedFiles(long Count, long Seen, bool IsWhole, IReadOnlyList<string> Commands)
{
    /// <summary>In one sentence; null where there are none.</summary>
    public string? Sentence => Count == 0
        ? null
        : $"{Count} of {Seen} files{(IsWhole ? "" : " that were looked at")} belong to host ids of the container's, left from "
            + "use with a user namespace before the hook came: inside they will be nobody's, and rm, mv and chmod of them fail "
            + $"(EOVERFLOW); while no container uses the rootfs, give them to the container's ids: {string.Join("; ", Commands)}";
}
