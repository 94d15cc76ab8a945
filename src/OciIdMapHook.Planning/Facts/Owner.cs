namespace OciIdMapHook.Planning;

/// <summary>Whom a file belongs to, as the hook sees it: without an idmapped mount, the ids on disk.</summary>
public readonly record struct Owner(uint Uid, uint Gid)
{
    /// <summary>The superuser and its group.</summary>
    public static Owner Root => default;

    public override string ToString() => $"{Uid}:{Gid}";
}
