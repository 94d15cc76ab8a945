using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>What an overlay's errnos mean; where there is nothing here, its own log or an option is to be looked at.</summary>
internal static class OverlayFailure
{
    internal static string? CauseOf(Errno errno) => errno switch
    {
        Errno.EBUSY =>
            "the old overlay of the same upper layer has index=on, which lets no second one be made; mount it with index=off",
        Errno.ELOOP => "a layer lies within another one",
        Errno.ENOMEM => "there is no memory for it",
        _ => null,
    };

    /// <summary>
    /// Whether a kernel says so that does not know the way by descriptor, or is kept from it, or lets the process open too few of
    /// them.
    /// </summary>
    internal static bool IsOfTheWay(Errno errno) =>
        errno is Errno.EINVAL or Errno.EBADF or Errno.ENOSYS or Errno.EOPNOTSUPP or Errno.EMFILE;
}
