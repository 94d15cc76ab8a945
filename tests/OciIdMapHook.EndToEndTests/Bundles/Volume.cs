using System.Collections.Immutable;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>A mount that the container has besides those that each has.</summary>
internal abstract record Volume(string Destination);

internal sealed record TmpfsVolume(string Destination) : Volume(Destination)
{
    /// <summary>For users and groups; of no use, but some engines write them.</summary>
    public ImmutableArray<IdMapping> Mappings { get; init; } = [];
}

/// <summary>A tmpfs into which the runtime copies what the rootfs has there.</summary>
internal sealed record CopiedUpTmpfs(string Destination, params ImmutableArray<string> Options) : Volume(Destination);

/// <summary>A folder or a file of the host.</summary>
internal sealed record BindVolume(string Source, string Destination, bool ReadOnly = false) : Volume(Destination);

/// <summary>A folder or a file of the host that is to be seen through a map.</summary>
internal sealed record IdmappedVolume(string Source, string Destination, params ImmutableArray<string> Options)
    : Volume(Destination)
{
    /// <summary>Its own, for users and groups; without any it is for an option to ask.</summary>
    public ImmutableArray<IdMapping> Mappings { get; init; } = [];
}
