using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>The config.json of a bundle, with what engines put into every one of them.</summary>
internal static class ConfigDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    // What Docker gives a container: enough to be the root of its own files.
    private static readonly ImmutableArray<string> Capabilities =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD", "CAP_NET_BIND_SERVICE",
        "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
    ];

    private static readonly ImmutableArray<string> MaskedPaths =
    [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware", "/proc/scsi",
    ];

    private static readonly ImmutableArray<string> ReadOnlyPaths =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    public static byte[] Of(Container container, string bundle)
    {
        var root = container.RelativeRootPath ? Path.GetRelativePath(bundle, container.Rootfs) : container.Rootfs;
        var config = new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["process"] = Process(container),
            ["root"] = new JsonObject { ["path"] = root, ["readonly"] = container.ReadOnlyRoot },
            ["hostname"] = "container",
            ["mounts"] = StandardMounts.With(container.Volumes),
            // No resources: crun would need a memory lock limit for its device filter that not every host grants.
            ["linux"] = Linux(container),
            ["annotations"] = new JsonObject(
                container.Annotations.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        };
        if (container.Hook is { } hook)
            config["hooks"] = Hooks(hook);

        return JsonSerializer.SerializeToUtf8Bytes(config, Readable);
    }

    private static JsonObject Process(Container container) => new()
    {
        ["terminal"] = container.Terminal,
        ["user"] = new JsonObject { ["uid"] = 0, ["gid"] = 0 },
        ["args"] = Strings(container.Command),
        ["env"] = Strings(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"]),
        ["cwd"] = container.WorkingDirectory,
        ["capabilities"] = new JsonObject
        {
            ["bounding"] = Strings([.. Capabilities, .. container.Capabilities]),
            ["effective"] = Strings([.. Capabilities, .. container.Capabilities]),
            ["permitted"] = Strings([.. Capabilities, .. container.Capabilities]),
        },
        ["noNewPrivileges"] = !container.MayGainPrivileges,
    };

    private static JsonObject Linux(Container container)
    {
        string[] namespaces = ["pid", "network", "ipc", "uts", "mount"];
        var linux = new JsonObject
        {
            ["namespaces"] = new JsonArray(
                [.. namespaces.Select(type => new JsonObject { ["type"] = type }), .. UserNamespace(container)]),
            ["maskedPaths"] = Strings([.. MaskedPaths, .. container.MaskedPaths]),
            ["readonlyPaths"] = Strings([.. ReadOnlyPaths, .. container.ReadOnlyPaths]),
        };
        if (!container.Mappings.IsEmpty)
        {
            linux["uidMappings"] = Ranges(container.Mappings);
            linux["gidMappings"] = Ranges(container.Mappings);
        }

        if (container.Propagation is { } propagation)
            linux["rootfsPropagation"] = propagation;

        return linux;
    }

    private static IEnumerable<JsonObject> UserNamespace(Container container)
    {
        if (container.JoinedUserNamespace is { } path)
            yield return new JsonObject { ["type"] = "user", ["path"] = path };
        else if (!container.Mappings.IsEmpty)
            yield return new JsonObject { ["type"] = "user" };
    }

    internal static JsonArray Ranges(IEnumerable<IdMapping> mappings) => new([.. mappings.Select(mapping => new JsonObject
    {
        ["containerID"] = mapping.ContainerId,
        ["hostID"] = mapping.HostId,
        ["size"] = mapping.Size,
    })]);

    private static JsonObject Hooks(HookUse hook) =>
        new(hook.Stages.Select(stage => KeyValuePair.Create(stage, (JsonNode?)new JsonArray(new JsonObject
        {
            ["path"] = hook.Executable,
            ["args"] = Strings(["oci-idmap-hook", stage]),
            ["env"] = Strings(["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]),
            ["timeout"] = 30,
        }))));

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
