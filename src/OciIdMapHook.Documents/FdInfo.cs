namespace OciIdMapHook.Documents;

/// <summary>What <c>/proc/PID/fdinfo/N</c> says about a descriptor.</summary>
/// <param name="Flags">The open(2) flags, O_CLOEXEC among them when the descriptor is close-on-exec.</param>
/// <param name="MountId">The id, as in mountinfo, of the mount the descriptor was opened on.</param>
/// <remarks>proc_pid_fdinfo(5).</remarks>
public readonly record struct FdInfo(int Flags, int MountId)
{
    /// <exception cref="DocumentException">The text lacks <c>flags:</c> or <c>mnt_id:</c>, or they are no numbers.</exception>
    public static FdInfo Parse(ReadOnlySpan<byte> text) => FdInfoText.Parse(text);
}
