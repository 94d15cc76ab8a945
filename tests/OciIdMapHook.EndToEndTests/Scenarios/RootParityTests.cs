using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Roots;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>What a container's root may do with its files, on every kind of root.</summary>
public sealed class RootParityTests : ParityScenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_owners_inside_and_on_disk(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);

        var lines = await ReadAsync(
            runtime,
            container.WithHook(),
            """
            mkdir /made && echo x >/made/file && echo x >>/etc/made-by-host-root
            stat -c %u:%g / /etc/made-by-host-root /made/file
            """);

        Assert.That(lines, Is.EqualTo(["0:0", "0:0", "0:0"]));
        foreach (var path in new[] { "/made", "/made/file", "/etc/made-by-host-root" })
            Assert.That(await FileOwner.OnDiskAsync(kind.OnDisk(container, path)), Is.EqualTo("0:0"), path);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_deleting_and_renaming(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);

        var lines = await ReadAsync(
            runtime,
            container.WithHook(),
            """
            rm /etc/made-by-host-root && mv /home /etc/home && rmdir /root && mkdir /root || exit 1
            ls -d /etc/* /root /home 2>/dev/null || true
            """);

        Assert.That(lines, Is.SupersetOf(["/etc/home", "/root"]));
        Assert.That(lines, Has.None.EqualTo("/etc/made-by-host-root").And.None.EqualTo("/home"));
    }
}
