using OciIdMapHook.EndToEndTests.Packaging;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.HooksDirectory;

/// <summary>
/// Where Podman itself looks for hooks of its own stage, and what comes of them where podman build looks: why a folder of its
/// own.
/// </summary>
[TestFixture("bookworm")]
[TestFixture("trixie")]
[TestFixture("sid")]
public sealed class FoldersThatPodmanReadsTests : Scenario
{
    private const string Default = "/usr/share/containers/oci/hooks.d";
    private const string Administrators = "/etc/containers/oci/hooks.d";
    private const string Own = "/usr/share/oci-idmap-hook/podman/hooks.d";

    private const string Storage =
        "podman --root /tmp/storage --runroot /tmp/run --tmpdir /tmp/state --storage-driver=vfs --events-backend=none "
        + "--cgroup-manager=cgroupfs";

    // Each folder holds a hook that writes down where it was found and gives the configuration back.
    private const string Prepare = $$"""
        set -e
        mkdir -p /tmp/root/bin /etc/containers/containers.conf.d
        cp /bin/busybox /tmp/root/bin/ && ln -s busybox /tmp/root/bin/true && ln -s busybox /tmp/root/bin/sh
        for folder in {{Default}} {{Administrators}} {{Own}}; do
            mkdir -p $folder
            script="echo $folder >>/tmp/read; exec cat"
            printf '{"version":"1.0.0","hook":{"path":"/bin/sh","args":["sh","-c","%s"],"env":["PATH=/bin"],"timeout":9},%s}\n' \
                "$script" '"when":{"always":true},"stages":["precreate"]' >$folder/read-from-${#folder}.json
        done

        """;

    private readonly CleanTree tree;

    public FoldersThatPodmanReadsTests(string suite) =>
        this.tree = new CleanTree(
            new[] { DebianTree.Bookworm, DebianTree.Trixie, DebianTree.Sid }.Single(tree => tree.Name == suite), Folder);

    [TestCase("", new[] { Default })]
    [TestCase($"""hooks_dir = ["{Own}"]""", new[] { Own })]
    [TestCase($"""hooks_dir = ["{Default}", "{Own}"]""", new[] { Own, Default })]
    [TestCase($"""hooks_dir = ["{Default}", "/no/such/folder"]""", new[] { Default })]
    public async Task To_run_a_container(string hooksDir, string[] folders)
    {
        var outcome = await RunAsync($"""
            printf '%s\n' '[engine]' '{hooksDir}' >/etc/containers/containers.conf.d/50-test.conf
            {Storage} run --rm --log-driver=none --cgroups=disabled --network=none --ulimit=nofile=1024:1024 \
                --ulimit=nproc=1024:1024 --rootfs /tmp/root /bin/true
            sort /tmp/read
            """);

        Assert.That(outcome.Succeeded().Lines, Is.EquivalentTo(folders));
    }

    [TestCase(Default)]
    [TestCase(Administrators)]
    public async Task To_build_an_image_where_it_fails_at_such_a_file(string folder)
    {
        var outcome = await RunAsync($"""
            for other in {Default} {Administrators}; do [ $other = {folder} ] || rm -r $other; done
            printf '%s\n' '[engine]' 'hooks_dir = ["{Own}"]' >/etc/containers/containers.conf.d/50-test.conf
            tar -C /tmp/root -cf /tmp/root.tar bin && cd /tmp && printf 'FROM scratch\nADD root.tar /\nRUN true\n' >Containerfile
            {Storage} build --isolation=oci --network=none . 2>&1
            """);

        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(outcome.StandardOutput, Does.Contain("unable to setup OCI hooks: unknown stage \"precreate\""));
    }

    private async Task<CommandOutcome> RunAsync(string script) => await tree.RunAsync("sh", "-c", Prepare + script);
}
