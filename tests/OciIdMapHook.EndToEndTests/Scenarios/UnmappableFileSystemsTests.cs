using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A rootfs on a file system of a program that does not allow its mounts to be idmapped.</summary>
public sealed class UnmappableFileSystemsTests : Scenario
{
    // The program that serves the file system is on the host, and ends with the process that becomes the runtime, which crun
    // outlives.
    private static IEnumerable<RuntimeUnderTest> OfTheHost =>
        RuntimeMatrix.Bundles.Where(runtime => runtime.IsOfTheHost && runtime.IsRunc);

    [TestCaseSource(nameof(OfTheHost))]
    public async Task One_in_user_space_is_refused_with_the_kernel_that_may_support_it(RuntimeUnderTest runtime)
    {
        var log = Path.Combine(Folder.FullPath, "hook-stderr");
        var container = (await ContainerInUserSpaceAsync()).WithHook().WithAnnotation("run.oci.hooks.stderr", log);

        var outcome = await RunAsync(runtime, container.Running("echo started"));

        Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
        Assert.That(outcome.Lines, Has.None.EqualTo("started"));
        Assert.That(
            runtime.IsRunc ? outcome.StandardError : await File.ReadAllTextAsync(log),
            Does.Match("fuse[a-z.]* supports idmapped mounts since Linux 6.12, if its server allows it"));
    }

    [TestCaseSource(nameof(OfTheHost))]
    public async Task The_same_container_starts_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = await ContainerInUserSpaceAsync();

        Assert.That(await ReadAsync(runtime, container, "echo started"), Is.EqualTo(["started"]));
    }

    private async Task<Container> ContainerInUserSpaceAsync()
    {
        var source = await RootFolder.CreateAsync(Folder);
        var image = Path.Combine(Folder.FullPath, "image");
        await HostCommand.ReadAsync("mksquashfs", source, image, "-quiet", "-no-progress");
        var root = Folder.Folder("mounted");
        return new Container(root)
        {
            ReadOnlyRoot = true,
            // The server ends with the process that becomes the runtime; before it has mounted there is nothing in the folder.
            Preparation = $"""
                setpriv --pdeathsig KILL squashfuse -f -o allow_other {image} {root} >/dev/null 2>&1 </dev/null &
                for attempt in $(seq 500); do [ -e {root}/proc ] && break; sleep 0.02; done
                """,
        };
    }
}
