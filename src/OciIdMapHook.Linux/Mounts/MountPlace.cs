namespace OciIdMapHook.Linux;

/// <summary>Where a mount lies.</summary>
/// <param name="UniqueId">Its id that no other mount ever gets.</param>
/// <param name="Id">Its id as in mountinfo.</param>
/// <param name="ParentId">The id of the mount it is mounted on.</param>
public sealed record MountPlace(ulong UniqueId, int Id, int ParentId);
