using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>
/// README's first example of Podman, word for word, where nothing but the package was installed, on a rootfs that was none yet.
/// </summary>
[TestFixture("bookworm")]
[TestFixture("trixie")]
[TestFixture("sid")]
public sealed partial class FirstExampleTests : Scenario
{
    // Storage and rootfs on a file system of their own, not on the overlay that the tree is here. The rootfs has its programs
    // alone.
    private const string Prepare = """
        set -e
        mount -t tmpfs tmpfs /var/lib
        mkdir -p /var/lib/my-rootfs/bin
        cp /bin/busybox /var/lib/my-rootfs/bin
        for name in ls sh true; do ln -s busybox /var/lib/my-rootfs/bin/$name; done

        """;

    // What nested mounts and a host without systemd need, as this machine's administrator would say it. None of it is about
    // hooks.
    private const string Machine = """
        printf '%s\n' '[containers]' 'cgroups = "disabled"' 'netns = "none"' 'log_driver = "none"' 'pids_limit = 0' \
            'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]' \
            '[engine]' 'cgroup_manager = "cgroupfs"' 'events_logger = "none"' >/etc/containers/containers.conf

        """;

    private readonly CleanTree tree;

    public FirstExampleTests(string suite) =>
        this.tree = new CleanTree(
            new[] { DebianTree.Bookworm, DebianTree.Trixie, DebianTree.Sid }.Single(tree => tree.Name == suite), Folder);

    private static string Example { get; } =
        PodmanExample().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups[1].Value;

    [Test]
    public async Task It_works_and_leaves_only_files_of_root()
    {
        await InstallAsync();

        var outcome = await RunAsync(
            $"{Example}\nfind /var/lib/my-rootfs ! -user 0 -o ! -group 0\necho in it: $(ls /var/lib/my-rootfs/etc)");

        var lines = outcome.Succeeded().Lines;
        Assert.That(lines, Has.Count.EqualTo(3), outcome.ToString());
        Assert.That(lines.SkipLast(1), Has.All.Match(@"^[-dl][-rwxt]{9} +\d+ 0 +0 "), outcome.ToString());
        Assert.That(lines[^1], Is.EqualTo("in it: hostname hosts mtab"));
    }

    [Test]
    public async Task It_works_a_second_time()
    {
        await InstallAsync();

        var outcome = await RunAsync($"{Example} >/dev/null\n{Example} >/dev/null\ntrue");

        outcome.Succeeded();
    }

    [Test]
    public async Task Building_an_image_works_as_before()
    {
        await InstallAsync();

        var outcome = await RunAsync("""
            cd /var/lib/my-rootfs && tar -cf /tmp/root.tar bin && cd /tmp
            printf 'FROM scratch\nADD root.tar /\nRUN true\n' >Containerfile
            podman build --runtime=runc --isolation=oci --network=none --ulimit=nofile=1024:1024 --ulimit=nproc=1024:1024 \
                --ulimit=memlock=65536:65536 . 2>&1
            """);

        Assert.That(outcome.StandardOutput, Does.Not.Contain("precreate"));
        outcome.Succeeded();
    }

    private async Task InstallAsync() => (await tree.RunAsync("dpkg", "--install", Packages.Debian)).Succeeded();

    private async Task<CommandOutcome> RunAsync(string script) => await tree.RunAsync("sh", "-c", Prepare + Machine + script);

    [GeneratedRegex("`(podman run [^`]*)`")]
    private static partial Regex PodmanExample();
}
