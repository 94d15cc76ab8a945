using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests;

/// <summary>
/// What a createRuntime hook saw of a container in creation, under Fixtures: standard input, config.json and files of the
/// init's <c>/proc</c> folder, with the fdinfo of each descriptor that named the rootfs. Only host paths were changed.
/// </summary>
internal sealed class Fixture(string runtime)
{
    public static readonly string[] Runtimes =
        ["runc-1.1.5", "runc-1.3.6", "crun-1.8.1", "crun-1.28", "podman-4.3.1", "podman-5.8.6"];

    public byte[] StateBytes => Read("state.json");

    public OciState State => OciDocuments.ParseState(StateBytes, "standard input");

    public byte[] ConfigBytes => Read("config.json");

    public OciConfig Config => OciDocuments.ParseConfig(ConfigBytes, "config.json");

    public IReadOnlyList<MountEntry> Mounts => MountInfo.Parse(Read("mountinfo"));

    public IReadOnlyList<IdRange> UidMap => IdMapText.Parse(Read("uid_map"));

    public IReadOnlyList<IdRange> GidMap => IdMapText.Parse(Read("gid_map"));

    /// <summary>The descriptors of the init that name the rootfs, by number.</summary>
    public IReadOnlyDictionary<int, FdInfo> RootDescriptors => Directory
        .GetFiles(Folder, "fdinfo-*")
        .ToDictionary(
            file => int.Parse(file[(file.LastIndexOf('-') + 1)..], provider: null),
            file => FdInfo.Parse(File.ReadAllBytes(file)));

    private string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", runtime);

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
