namespace OciIdMapHook.Linux;

/// <summary>A mount that is to become idmapped, for errors.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="FileSystemType">Its file system.</param>
public sealed record MappedMount(string Name, string FileSystemType);
