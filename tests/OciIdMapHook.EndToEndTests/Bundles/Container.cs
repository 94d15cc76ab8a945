using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>A container as a scenario wants it; each runtime says it in its own words.</summary>
internal sealed record Container(string Rootfs)
{
    /// <summary>Where several runs are to be starts of one container; else each has an id of its own.</summary>
    public string? Id { get; init; }

    public ImmutableArray<string> Command { get; init; } = ["/bin/true"];

    /// <summary>None: the container has no user namespace.</summary>
    public ImmutableArray<IdMapping> Mappings { get; init; } = [IdMapping.From(100000)];

    /// <summary>The file of a user namespace that the container joins instead of having its own.</summary>
    public string? JoinedUserNamespace { get; init; }

    /// <summary>The user who runs the runtime; root if none.</summary>
    public UnprivilegedUser? User { get; init; }

    /// <summary>What the user runs the runtime by; it takes a command as its last arguments.</summary>
    public ImmutableArray<string> Wrapper { get; init; } = [];

    public HookUse? Hook { get; init; }

    /// <summary>
    /// Shell commands of the host's root before the runtime, in the run's own mount namespace: what they mount goes away with it.
    /// </summary>
    public string Preparation { get; init; } = "";

    /// <summary>The configuration names the rootfs as seen from the bundle; Podman has no bundle to see it from.</summary>
    public bool RelativeRootPath { get; init; }

    public bool ReadOnlyRoot { get; init; }

    public bool Terminal { get; init; }

    /// <summary>By a setuid bit or a file's capabilities; for Podman it is the rule.</summary>
    public bool MayGainPrivileges { get; init; }

    public bool WithoutPivot { get; init; }

    public string WorkingDirectory { get; init; } = "/";

    public ImmutableArray<Volume> Volumes { get; init; } = [];

    /// <summary>Besides those of every container.</summary>
    public ImmutableArray<string> MaskedPaths { get; init; } = [];

    /// <summary>Besides those of every container; Podman has no way to say it.</summary>
    public ImmutableArray<string> ReadOnlyPaths { get; init; } = [];

    public string? Propagation { get; init; }

    /// <summary>Beyond those that engines give.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The rootfs is a mount of the host's, which the run is to have too.</summary>
    public bool IsMountedOnHost { get; init; }

    /// <summary>What Podman is told besides.</summary>
    public ImmutableArray<string> PodmanOptions { get; init; } = [];

    /// <summary>Podman mounts an overlay of its own over the rootfs.</summary>
    public bool OverlaidByEngine { get; init; }

    public Container Running(string script) => this with { Command = ["/bin/sh", "-c", script] };

    public Container WithHook() => this with { Hook = HookUse.At("createRuntime") };

    public Container WithVolumes(params ImmutableArray<Volume> volumes) => this with { Volumes = volumes };

    public Container WithAnnotation(string key, string value) => this with { Annotations = Annotations.SetItem(key, value) };
}
