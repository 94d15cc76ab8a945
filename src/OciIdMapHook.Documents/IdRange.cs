namespace OciIdMapHook.Documents;

/// <summary>One line of an id map: <see cref="Size"/> ids from <see cref="ContainerId"/> on, mapped to as many from
/// <see cref="HostId"/> on.</summary>
/// <remarks>user_namespaces(7), "User and group ID mappings".</remarks>
public readonly record struct IdRange(uint ContainerId, uint HostId, uint Size);
