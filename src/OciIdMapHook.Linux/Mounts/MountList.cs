namespace OciIdMapHook.Linux;

/// <summary>
/// The mounts of a mount namespace, one by one (listmount(2) and statmount(2)): what the mount table says too, but of every mount
/// there is. The calling thread's own namespace since Linux 6.8, another one since 6.11.
/// </summary>
public sealed partial class MountList
{
    private const int IdsAtOnce = 64;

    private readonly ulong namespaceId;

    private MountList(ulong namespaceId) => this.namespaceId = namespaceId;

    /// <summary>The mounts of the namespace the calling thread is in.</summary>
    public static MountList OfThisThread { get; } = new(0);

    /// <summary>The mounts of any mount namespace; null where the kernel has no ids for them.</summary>
    public static MountList? Of(FileDescriptor mountNamespace) =>
        Namespaces.IdOf(mountNamespace) is { } id ? new MountList(id) : null;

    /// <summary>All mounts below a mount, and what is mounted over it, in the order they were made.</summary>
    /// <param name="root">The root directory of the mount.</param>
    /// <returns>Null where the kernel does not tell.</returns>
    public MountStatus[]? TryListBelow(FileDescriptor root) => TryListBelow<MountStatus>(root, TryGet);

    /// <summary>The same mounts, and only the ids of each: to have the kernel write down paths takes most of the time.</summary>
    /// <inheritdoc cref="TryListBelow(FileDescriptor)"/>
    public ListedMount[]? TryListIdsBelow(FileDescriptor root) => TryListBelow<ListedMount>(root, TryGetIds);

    /// <summary>One mount; null where it was unmounted meanwhile, or is out of sight.</summary>
    public MountStatus? Find(ListedMount mount) => Find(mount.UniqueId);

    /// <inheritdoc cref="Find(ListedMount)"/>
    public MountStatus? Find(ulong uniqueId) => TryGet(uniqueId, out var status) ? status : null;

    private T[]? TryListBelow<T>(FileDescriptor root, TryGetMount<T> tryGet)
        where T : class
    {
        if (Files.UniqueMountId(root) is not { } id)
            return null;

        var found = new List<T>();
        var request = RequestOf(id);
        Span<ulong> ids = stackalloc ulong[IdsAtOnce];
        while (true)
        {
            var count = Native.listmount(in request, ids, (nuint)ids.Length, 0);
            if (count < 0)
                return null;
            foreach (var below in ids[..(int)count])
            {
                if (!tryGet(below, out var one))
                    return null;
                if (one is not null)
                    found.Add(one);
            }

            if (count < ids.Length)
                return [.. found];
            request.param = ids[^1];
        }
    }

    /// <summary>A mount and those it lies on, the lowest first.</summary>
    /// <param name="root">The root directory of the mount.</param>
    /// <returns>Null where the kernel does not tell.</returns>
    public MountStatus[]? TryListAbove(FileDescriptor root)
    {
        if (Files.UniqueMountId(root) is not { } id)
            return null;

        var found = new List<MountStatus>();
        while (true)
        {
            if (!TryGet(id, out var status))
                return null;

            // The lowest of all lies on itself, or on one that cannot be seen.
            if (status is null)
                return [.. found];
            found.Insert(0, status);
            if (status.UniqueParentId == id)
                return [.. found];
            id = status.UniqueParentId;
        }
    }

    private Native.Struct.mnt_id_req RequestOf(ulong uniqueId) => new()
    {
        size = namespaceId == 0 ? Native.MNT_ID_REQ_SIZE_VER0 : Native.MNT_ID_REQ_SIZE_VER1,
        mnt_id = uniqueId,
        mnt_ns_id = namespaceId,
    };

    private delegate bool TryGetMount<T>(ulong uniqueId, out T? found)
        where T : class;
}
