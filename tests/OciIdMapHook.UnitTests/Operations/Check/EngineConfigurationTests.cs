using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class EngineConfigurationTests
{
    private const string Default = "/usr/share/containers/oci/hooks.d";
    private const string Administrators = "/etc/containers/oci/hooks.d";

    [Test]
    public void Podman_and_CRI_O_read_the_distributions_folder_without_being_told()
    {
        Assert.That(Joined(HooksFolders.OfPodman([])), Is.EqualTo(Default));
        Assert.That(Joined(HooksFolders.OfCrio([])), Is.EqualTo(Default));
    }

    [TestCase("[engine]\nhooks_dir = [\"/a\", \"/b\"]", "/a,/b")]
    [TestCase("engine.hooks_dir = [\"/a\"]", "/a")]
    [TestCase("[engine]\nhooks_dir = [\"/a\", {append = true}]", $"{Default},/a")]
    [TestCase("[engine]\nhooks_dir = []", $"{Default},{Administrators}")]
    [TestCase("# hooks_dir = [\"/a\"]\n[engine]\nruntime = \"crun\"", Default)]
    [TestCase("hooks_dir = [\"/a\"]", Default)]
    public void Podman_is_told_in_containers_conf(string document, string folders) =>
        Assert.That(Joined(HooksFolders.OfPodman([TomlFile.Parse(document, "it")])), Is.EqualTo(folders));

    [Test]
    public void Later_files_are_over_earlier_ones()
    {
        var (first, second) =
            (TomlFile.Parse("[engine]\nhooks_dir = [\"/a\"]", "1"), TomlFile.Parse("[engine]\nhooks_dir = [\"/b\"]", "2"));
        var appending = TomlFile.Parse("[engine]\nhooks_dir = [\"/c\", {append=true}]", "3");

        Assert.That(Joined(HooksFolders.OfPodman([first, second])), Is.EqualTo("/b"));
        Assert.That(Joined(HooksFolders.OfPodman([first, appending])), Is.EqualTo("/a,/c"));
    }

    [Test]
    public void CRI_O_is_told_in_crio_conf()
    {
        var document = TomlFile.Parse(
            "[crio]\nroot = \"/srv/crio\"\n[crio.runtime]\nhooks_dir = [\n\t\"/a\",\n\t\"/b\",\n]", "it");

        Assert.That(Joined(HooksFolders.OfCrio([document])), Is.EqualTo("/a,/b"));
        Assert.That(Joined(StorageFolders.OfCrio([document], storage: null)), Is.EqualTo("/srv/crio"));
    }

    [Test]
    public void Storage_folders_are_where_they_are_configured()
    {
        var storage = TomlFile.Parse("[storage]\ngraphroot = \"/srv/graph\"\nimagestore = \"/srv/images\"", "it");

        Assert.That(Joined(StorageFolders.OfPodman(storage)), Is.EqualTo("/srv/graph,/srv/images"));
        Assert.That(Joined(StorageFolders.OfCrio([], storage)), Is.EqualTo("/srv/graph"));
        Assert.That(Joined(StorageFolders.OfPodman(storage: null)), Is.EqualTo("/var/lib/containers/storage"));
        Assert.That(
            Joined(StorageFolders.OfContainerd([TomlFile.Parse("root = \"/srv/containerd\"", "it")])),
            Is.EqualTo("/srv/containerd"));
        Assert.That(Joined(StorageFolders.OfContainerd([])), Is.EqualTo("/var/lib/containerd"));
        Assert.That(Joined(StorageFolders.OfDocker("/srv/docker")), Is.EqualTo("/srv/docker"));
        Assert.That(Joined(StorageFolders.OfDocker(dataRoot: null)), Is.EqualTo("/var/lib/docker"));
    }

    [Test]
    public void What_is_no_toml_is_said_with_its_place()
    {
        var failure = Assert.Throws<DocumentException>(
            () => TomlFile.Parse("[engine]\nhooks_dir = [", "/etc/containers/containers.conf"));

        Assert.That(failure!.Message, Does.StartWith("/etc/containers/containers.conf is no valid TOML: ").And.Match(@"2"));
        Assert.That(failure.Message, Does.Not.Contain("\n"));
    }

    private static string Joined(IEnumerable<string> folders) => string.Join(',', folders);

    [TestCase("runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1\n", "1.1.5")]
    [TestCase("crun version 1.28\ncommit: 0000\n", "1.28")]
    [TestCase("podman version 5.8.6\n", "5.8.6")]
    [TestCase("containerd github.com/containerd/containerd/v2 2.1.9 abc", "2.1.9")]
    [TestCase("Docker version 28.2.2, build e6534b4", "28.2.2")]
    [TestCase("crio version v1.34.0\n", "1.34.0")]
    [TestCase("no version at all", null)]
    public void Programs_say_their_versions_each_in_its_way(string output, string? version) =>
        Assert.That(VersionText.Find(output), Is.EqualTo(version));
}
