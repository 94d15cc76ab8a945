using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// A runtime fills a tmpfs with the option tmpcopyup before its hooks run, when all of the rootfs is nobody's. With the hook it
/// is what a rootfs gives that was chowned to the container's ids.
/// </summary>
public sealed class CopiedUpTmpfsMountsTests : Scenario
{
    /// <summary>Owners, a link, a hard link, special bits; an owner that the container has no id for; folders in folders. And the
    /// link that Podman makes where there is none, as the container's root.</summary>
    private const string Populate = """
        cd "$0" && mkdir -p run/lock/sub run/d33 run/sticky run/sg tmp/kept var/tmp/kept var/log/journal/machine
        for file in run/root run/of33 run/nobody run/mixed run/lock/of5 tmp/kept/of7 var/tmp/kept/of8 \
            var/log/journal/machine/of9; do
            echo x >"$file"
        done
        chown 33:34 run/of33 run/d33 && chown 65534:65534 run/nobody && chown 0:300000 run/mixed && chown 5:6 run/lock/of5
        chown 7:7 tmp/kept tmp/kept/of7 && chown 8:8 var/tmp/kept/of8 && chown 9:9 var/log/journal/machine/of9
        cp usr/bin/busybox run/setuid && chmod 4755 run/setuid
        cp usr/bin/busybox run/setgid && chown 0:7 run/setgid && chmod 6755 run/setgid
        chmod 1777 run/sticky && chmod 2775 run/sg && ln -s root run/link && chown -h 33:33 run/link && ln run/root run/hard
        chmod 755 run/lock && chown 44:44 run/lock && ln -s /proc/mounts etc/mtab
        """;

    /// <summary>All of it at once: a file with two names is seen twice.</summary>
    private const string Shift = """
        cp --archive "$0" "$1"
        find "$1" -printf '%U %G %m %y %p\n' >"$1.list"
        while read -r uid gid mode type path; do
            chown --no-dereference "$((uid + 100000)):$((gid + 100000))" "$path"
            [ "$type" = l ] || chmod "$mode" "$path"
        done <"$1.list"
        """;

    private const string Look = """
        for folder in /etc /run /tmp /var; do find "$folder"; done | sort | while read -r file; do
            stat -c '%n %u:%g %a %F' "$file"
        done
        """;

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public Task Show_the_owners_of_a_chowned_rootfs(RuntimeUnderTest runtime) => AreAsOfAChownedRootAsync(runtime, container =>
        container.WithVolumes(new CopiedUpTmpfs("/run"), new CopiedUpTmpfs("/run/lock"), new CopiedUpTmpfs("/tmp")));

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public Task Show_them_where_the_tmpfs_is_read_only_and_a_link_leads_to_it(RuntimeUnderTest runtime) =>
        AreAsOfAChownedRootAsync(
        runtime,
        container => container.WithVolumes(new CopiedUpTmpfs("/var/run", "ro"), new CopiedUpTmpfs("/tmp/kept", "mode=700")));

    [TestCaseSource(nameof(Podman))]
    public Task Of_a_read_only_container_of_Podman_show_them(RuntimeUnderTest runtime) =>
        AreAsOfAChownedRootAsync(runtime, container => container with { PodmanOptions = ["--read-only"] });

    [TestCaseSource(nameof(Podman))]
    public Task Of_a_container_for_systemd_show_them(RuntimeUnderTest runtime) =>
        AreAsOfAChownedRootAsync(runtime, container => container with { PodmanOptions = ["--systemd=always"] });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task On_an_overlay_show_them(RuntimeUnderTest runtime)
    {
        var (root, shifted) = await RootsAsync();
        var volumes = new Volume[] { new CopiedUpTmpfs("/run"), new CopiedUpTmpfs("/tmp") };
        var overlay = new Container(Folder.Folder("merged")) { Volumes = [.. volumes] };

        var expected = await ReadAsync(runtime, new Container(shifted) { Volumes = [.. volumes] }, Look);
        var seen = await ReadAsync(runtime, overlay.WithHook() with
        {
            Preparation =
                $"mount -t overlay overlay -o lowerdir={root},upperdir={Folder.Folder("upper")},workdir={Folder.Folder("work")} "
                + overlay.Rootfs,
        }, Look);

        Assert.That(seen, Is.EqualTo(expected));
    }

    /// <remarks>runc takes the rootfs's own path off the front, crun does not.</remarks>
    [TestCaseSource(nameof(AtAnyPlace))]
    public async Task Where_the_destination_begins_with_the_path_of_the_rootfs_show_them(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        await AreRightAsync(runtime, container, container.Rootfs + "/copied/up", "/copied/up", container.Rootfs + "/copied/up");
    }

    /// <remarks>runc cleans the text first, crun follows the link first.</remarks>
    [TestCaseSource(nameof(AtAnyPlace))]
    public async Task Where_the_destination_goes_up_from_a_link_show_them(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        File.CreateSymbolicLink(Path.Combine(container.Rootfs, "link"), "/volume/folder");

        await AreRightAsync(runtime, container, "/link/.././copied", "/copied", "/volume/copied");
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_cannot_be_given_their_owners_keep_the_container_from_starting(RuntimeUnderTest runtime)
    {
        var (log, hook) = (Path.Combine(Folder.FullPath, "hook-stderr"), Path.Combine(Folder.FullPath, "hook-without-chown"));
        await File.WriteAllTextAsync(
            hook, $"#!/bin/sh\nexec setpriv --bounding-set=-chown --inh-caps=-chown {Shipped.Hook}\n");
        File.SetUnixFileMode(hook, (UnixFileMode)Convert.ToInt32("755", 8));
        var container = (await ContainerAsync()).WithAnnotation("run.oci.hooks.stderr", log) with
        {
            Hook = HookUse.At("createRuntime") with { Executable = hook },
        };
        await FillAsync(container, "/copied");

        var outcome = await RunAsync(runtime, container.WithVolumes(new CopiedUpTmpfs("/copied")).Running("echo started"));

        Assert.That(outcome.Lines, Has.None.EqualTo("started"));
        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(
            runtime.IsRunc ? outcome.StandardError : await File.ReadAllTextAsync(log),
            Does.Match(
                "owners of what the runtime copied into the tmpfs .*/copied \\(tmpcopyup\\).*: .*fchownat to "
                + "100033:100034.*EPERM")
                .And.Contain("CAP_CHOWN is missing, or the file is immutable"));
    }

    /// <remarks>runc 1.1 changes the mode of what it takes for the destination as it is written, and so fails itself.</remarks>
    private static IEnumerable<RuntimeUnderTest> AtAnyPlace => RuntimeMatrix.Standalone.Where(runtime => !runtime.IsRunc11);

    private async Task AreRightAsync(RuntimeUnderTest runtime, Container container, string destination, params string[] places)
    {
        await FillAsync(container, places);

        var lines = await ReadAsync(
            runtime,
            container.WithHook().WithVolumes(new CopiedUpTmpfs(destination)),
            $"grep -c '^tmpfs [^ ]*copied' /proc/mounts; for place in {string.Join(' ', places)}; do stat -c %u:%g $place/file; "
            + "done");

        Assert.That(lines, Is.EqualTo(["1", .. places.Select(_ => "33:34")]));
    }

    private static async Task FillAsync(Container container, params string[] places)
    {
        foreach (var place in places)
        {
            var file = container.Rootfs + place + "/file";
            Directory.CreateDirectory(container.Rootfs + place);
            await File.WriteAllTextAsync(file, "of another user");
            await HostCommand.ReadAsync("chown", "33:34", file);
        }
    }

    private static IEnumerable<RuntimeUnderTest> Podman => RuntimeMatrix.All.Where(runtime => runtime.Name == "podman");

    private async Task AreAsOfAChownedRootAsync(RuntimeUnderTest runtime, Func<Container, Container> with)
    {
        var (root, shifted) = await RootsAsync();

        var expected = await ReadAsync(runtime, with(new Container(shifted)), Look);
        var seen = await ReadAsync(runtime, with(new Container(root)).WithHook(), Look);

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(seen, Has.Some.StartsWith("/run/setgid 0:7 6755 "));
        Assert.That(seen, Has.Some.StartsWith("/run/link 33:33 "));
        Assert.That(seen, Has.Some.StartsWith("/run/mixed 0:65534 "));
        Assert.That(seen, Has.Some.StartsWith("/tmp/kept/of7 7:7 "));
    }

    /// <summary>The same rootfs as it was unpacked, and chowned to the container's host ids.</summary>
    private async Task<(string Root, string Shifted)> RootsAsync()
    {
        var root = await RootFolder.CreateAsync(Folder);
        var shifted = Path.Combine(Folder.FullPath, "shifted");
        await HostCommand.ReadAsync("ln", "--symbolic", "../run", Path.Combine(root, "var", "run"));
        await HostCommand.ReadAsync("/bin/sh", "-e", "-c", Populate, root);
        await HostCommand.ReadAsync("/bin/sh", "-e", "-c", Shift, root, shifted);
        return (root, shifted);
    }
}
