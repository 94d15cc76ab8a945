using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>A mount of which it is known where it lies, and no more until somebody asks.</summary>
/// <param name="Id">Its id as in mountinfo.</param>
/// <param name="ParentId">The id of the mount it is mounted on.</param>
/// <param name="Describe">Its line of the mount table; null where it is gone meanwhile.</param>
internal sealed record MountNode(int Id, int ParentId, Func<MountEntry?> Describe);
