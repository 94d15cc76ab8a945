using System.Text.Json.Nodes;

namespace OciIdMapHook.EndToEndTests.Bundles;

/// <summary>The mounts of a config.json: those that every container has, then the volumes, in their order.</summary>
internal static class StandardMounts
{
    public static JsonArray With(IEnumerable<Volume> volumes) => new(
    [
        Mount("/proc", "proc", "proc"),
        Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        Mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
        Mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
        .. volumes.Select(Mount),
    ]);

    private static JsonObject Mount(Volume volume) => volume switch
    {
        TmpfsVolume tmpfs =>
            WithMappings(Mount(tmpfs.Destination, "tmpfs", "tmpfs", "nosuid", "nodev", "mode=755"), tmpfs.Mappings),
        CopiedUpTmpfs copied => Mount(copied.Destination, "tmpfs", "tmpfs", ["nosuid", "nodev", "tmpcopyup", .. copied.Options]),
        BindVolume bind => Mount(bind.Destination, "bind", bind.Source, "rbind", "rprivate", bind.ReadOnly ? "ro" : "rw"),
        IdmappedVolume idmapped => WithMappings(
            Mount(idmapped.Destination, "bind", idmapped.Source, ["rbind", "rprivate", .. idmapped.Options]), idmapped.Mappings),
        _ => throw new NotSupportedException($"No mount of a config.json for {volume}"),
    };

    private static JsonObject WithMappings(JsonObject mount, IReadOnlyCollection<IdMapping> mappings)
    {
        if (mappings.Count > 0)
        {
            mount["uidMappings"] = ConfigDocument.Ranges(mappings);
            mount["gidMappings"] = ConfigDocument.Ranges(mappings);
        }

        return mount;
    }

    private static JsonObject Mount(string destination, string type, string source, params string[] options) => new()
    {
        ["destination"] = destination,
        ["type"] = type,
        ["source"] = source,
        ["options"] = new JsonArray([.. options.Select(option => JsonValue.Create(option))]),
    };
}
