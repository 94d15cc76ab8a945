using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Whom a file belongs to, as one value.</summary>
internal static class FileOwner
{
    internal static Owner Owner(this in FileStatus status) => new(status.Uid, status.Gid);
}
