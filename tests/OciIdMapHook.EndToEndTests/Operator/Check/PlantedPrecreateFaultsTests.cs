using static OciIdMapHook.EndToEndTests.Operator.Check.PlantedHost;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>
/// The file for Podman's own stage where Podman does not read it, or others do, is found, each with its own words.
/// </summary>
public sealed class PlantedPrecreateFaultsTests
{
    private const string Lacking =
        "no container with a user namespace starts on a rootfs of the host's root that lacks a mount point, such as /etc/hosts";

    [TestCase("/etc/containers/containers.conf.d/10-mine.conf")]
    [TestCase("/etc/containers/containers.conf")]
    public async Task Podman_is_told_other_folders(string path)
    {
        var report = await ReportAsync(
            $"rm {Environment.Shipped.PodmanDropIn}; "
            + $"printf '[engine]\\nhooks_dir = [\"{Path.GetDirectoryName(Json)}\"]\\n' > {path}");

        Assert.That(report.Finding("hook-precreate-unread"), Is.EqualTo(
            $"problem | {Precreate} is in a folder that Podman does not read | {Lacking}"
            + $" | add \"{PodmansFolder}\" to hooks_dir of {path}"));
    }

    [Test]
    public async Task Podman_is_told_nothing()
    {
        var report = await ReportAsync($"rm {Environment.Shipped.PodmanDropIn}");

        Assert.That(report.Finding("hook-precreate-unread"), Does.EndWith(" | oci-idmapctl install, which has Podman read it"));
    }

    [Test]
    public async Task The_first_file_is_alone()
    {
        var report = await ReportAsync($"rm {Precreate}");

        Assert.That(report.Finding("hook-json-alone"), Is.EqualTo(
            "problem | Podman runs the hook without its own stage, precreate: no folder holds oci-idmap-hook-precreate.json"
            + $" | {Lacking} | oci-idmapctl install"));
    }

    [Test]
    public async Task The_second_file_is_alone()
    {
        var report = await ReportAsync($"rm {Json}");

        Assert.That(report.Finding("hook-json-alone"), Is.EqualTo(
            $"problem | Podman runs the hook by {Precreate} alone: nothing that it reads has the runtime run it "
            + "(oci-idmap-hook.json) | mount points are made in rootfs that are not remapped then"
            + $" | oci-idmapctl install; where hooks_dir is set, it must name {Path.GetDirectoryName(Json)} too"));
    }

    [Test]
    public async Task An_earlier_hooks_dir_is_overridden()
    {
        var report = await ReportAsync(
            "printf '[engine]\\nhooks_dir = [\"/srv/hooks.d\"]\\n' > /etc/containers/containers.conf");

        Assert.That(report.Finding("hook-precreate-overrides"), Is.EqualTo(
            $"problem | {Environment.Shipped.PodmanDropIn} takes the place of hooks_dir of /etc/containers/containers.conf"
            + " | Podman does not run the hooks in the folders that are named there"
            + $" | add \"{PodmansFolder}\" to it, and have the file taken away: oci-idmapctl install"));
    }

    [Test]
    public async Task CRI_O_reads_the_folder()
    {
        var report = await ReportAsync(
            "mount -t tmpfs tmpfs /mnt; mkdir -p /mnt/upper/crio /mnt/work; "
            + $"printf '[crio.runtime]\\nhooks_dir = [\"{Path.GetDirectoryName(Json)}\", \"{PodmansFolder}\"]\\n' > "
            + "/mnt/upper/crio/crio.conf; mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work overlay /etc",
            "--engine", "crio");

        Assert.That(report.Finding("hook-precreate-crio"), Is.EqualTo(
            $"problem | CRI-O reads {Precreate}, and does not know its stage, precreate, which is Podman's | CRI-O does not start"
            + $" | take {PodmansFolder} out of hooks_dir of crio.conf"));
    }

    [Test]
    public async Task Podman_build_reads_the_file()
    {
        var report = await ReportAsync($"cp {Precreate} {AdministratorsFolder}");

        Assert.That(report.Finding("hook-precreate-build"), Is.EqualTo(
            $"problem | podman build reads {AdministratorsFolder}/oci-idmap-hook-precreate.json, and does not know its stage, "
            + "precreate | each RUN of an image that root builds fails"
            + $" | remove the file: podman run reads another one in {PodmansFolder}, which oci-idmapctl install puts there"));
    }
}
