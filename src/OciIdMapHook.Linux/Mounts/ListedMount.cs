namespace OciIdMapHook.Linux;

/// <summary>A mount that listmount(2) lists: its ids, and what it is mounted on.</summary>
/// <param name="UniqueId">Its id that no other mount ever gets.</param>
/// <param name="Id">Its id as in mountinfo.</param>
/// <param name="ParentId">The id of the mount it is mounted on.</param>
public sealed record ListedMount(ulong UniqueId, int Id, int ParentId);
