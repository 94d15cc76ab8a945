using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A bundle whose rootfs belongs to the host's root, with some folders and files to mount on and to pin.</summary>
internal sealed record StandInBundle(string Folder)
{
    private static readonly ImmutableArray<string> Folders = ["data/nested", "etc", "mnt", "proc", "pinned/deep"];
    private static readonly ImmutableArray<string> Files = ["etc/config", "etc/secret"];

    public string Rootfs => Path.Combine(Folder, "rootfs");

    /// <summary>A file of the bundle to bind on a file of the rootfs.</summary>
    public string FileToBind => Path.Combine(Folder, "bound-file");

    public static StandInBundle Create(WorkFolder work)
    {
        var bundle = new StandInBundle(work.Folder("bundle"));
        foreach (var folder in Folders)
            Directory.CreateDirectory(Path.Combine(bundle.Rootfs, folder));

        foreach (var file in Files)
            File.WriteAllText(Path.Combine(bundle.Rootfs, file), file);

        File.WriteAllText(bundle.FileToBind, "bound");
        bundle.WriteConfig("0:100000:65536");
        return bundle;
    }

    /// <param name="ranges">As the stand-in's --map takes them; none for a container without a user namespace.</param>
    public void WriteConfig(params IEnumerable<string> ranges)
    {
        var mapped = ranges.ToArray();
        JsonObject[] user = mapped.Length == 0 ? [] : [new JsonObject { ["type"] = "user" }];
        Write(user, mapped);
    }

    /// <summary>Adds to the configuration that the container must be remapped.</summary>
    public void MustBeRemapped()
    {
        var file = Path.Combine(Folder, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        config["annotations"] = new JsonObject { ["io.oci-idmap-hook.rootfs"] = "always" };
        File.WriteAllText(file, config.ToJsonString());
    }

    /// <param name="path">The user namespace that the container joins.</param>
    /// <param name="ranges">Those that the configuration repeats, if any.</param>
    public void WriteConfigThatJoins(string path, params IEnumerable<string> ranges) =>
        Write([new JsonObject { ["type"] = "user", ["path"] = path }], [.. ranges]);

    /// <param name="mounts">What config.json says of mounts that the stand-in makes by itself: see --submount.</param>
    /// <param name="ranges">As for <see cref="WriteConfig"/>.</param>
    public void WriteConfigWithMounts(IEnumerable<JsonObject> mounts, params IEnumerable<string> ranges)
    {
        var mapped = ranges.ToArray();
        JsonObject[] user = mapped.Length == 0 ? [] : [new JsonObject { ["type"] = "user" }];
        Write(user, mapped, [.. mounts]);
    }

    /// <param name="source">What is bound.</param>
    /// <param name="destination">Below the rootfs.</param>
    /// <param name="options">Besides <c>rbind</c>.</param>
    public static JsonObject Bind(string source, string destination, params IEnumerable<string> options) => new()
    {
        ["destination"] = "/" + destination,
        ["type"] = "bind",
        ["source"] = source,
        ["options"] = new JsonArray([.. options.Prepend("rbind").Select(option => JsonValue.Create(option))]),
    };

    private void Write(JsonObject[] userNamespaces, string[] ranges, params JsonObject[] mounts)
    {
        var linux = new JsonObject
        {
            ["namespaces"] = new JsonArray([new JsonObject { ["type"] = "mount" }, .. userNamespaces]),
        };
        if (ranges.Length > 0)
        {
            linux["uidMappings"] = Mappings(ranges);
            linux["gidMappings"] = Mappings(ranges);
        }

        var config = new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["root"] = new JsonObject { ["path"] = "rootfs" },
            ["mounts"] = new JsonArray([.. mounts]),
            ["linux"] = linux,
        };
        File.WriteAllText(Path.Combine(Folder, "config.json"), config.ToJsonString());
    }

    private static JsonArray Mappings(IEnumerable<string> ranges) => new([.. ranges.Select(Mapping)]);

    private static JsonObject Mapping(string range)
    {
        var fields = range.Split(':').Select(field => uint.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new JsonObject { ["containerID"] = fields[0], ["hostID"] = fields[1], ["size"] = fields[2] };
    }
}
