namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>A mount that the container has besides those that each has.</summary>
internal abstract record Volume(string Destination);

internal sealed record TmpfsVolume(string Destination) : Volume(Destination);

/// <summary>A folder or a file of the host.</summary>
internal sealed record BindVolume(string Source, string Destination, bool ReadOnly = false) : Volume(Destination);
