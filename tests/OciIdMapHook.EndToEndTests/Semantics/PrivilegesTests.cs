using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Semantics;

/// <summary>What a file on disk grants to who runs it must hold inside, for the container's ids.</summary>
public sealed class PrivilegesTests : SemanticsScenario
{
    private const string AsUser33 = "su -s /bin/sh www -c";

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Setuid_and_setgid_bits_of_the_disk_give_the_container_s_ids(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true");
        await AddProbeAsync(container);
        await OnHostAsync($"chown 43:44 {OnDisk(container, "probe")} && chmod 6755 {OnDisk(container, "probe")}");

        var lines = await ReadAsync(runtime, container, $"stat -c '%u:%g %a' /files/probe; {AsUser33} /files/probe");

        Assert.That(lines[0], Is.EqualTo("43:44 6755"));
        Assert.That(lines[1], Does.StartWith("33:34 runs as 43:44 with 000"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Setuid_bits_that_root_sets_inside_are_root_s_on_disk(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true");
        await AddProbeAsync(container);

        var lines = await ReadAsync(
            runtime,
            container,
            $"cp /files/probe /files/made; chown 0:0 /files/made; chmod 4755 /files/made; {AsUser33} /files/made");

        Assert.That(lines[0], Does.StartWith("33:34 runs as 0:34 with "));
        Assert.That(await OnHostAsync($"stat -c '%u:%g %a' {OnDisk(container, "made")}"), Is.EqualTo("0:0 4755"));
    }

    /// <remarks>
    /// The kernel asks whether root of the container's user namespace gave them: root on disk, through the map.
    /// </remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task File_capabilities_of_the_disk_work_inside(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true", "/usr/sbin/getcap");
        await AddProbeAsync(container);
        await OnHostAsync($"setcap cap_net_bind_service+ep {OnDisk(container, "probe")}");

        var lines = await ReadAsync(runtime, container, $"/usr/sbin/getcap /files/probe; {AsUser33} /files/probe");

        Assert.That(lines, Is.EqualTo(
            ["/files/probe cap_net_bind_service=ep", "33:34 runs as 33:34 with 0000000000000400"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task File_capabilities_that_root_sets_inside_work_and_are_root_s_on_disk(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("true", "/usr/sbin/setcap");
        await AddProbeAsync(container);

        var lines = await ReadAsync(
            runtime, container, $"/usr/sbin/setcap cap_chown+ep /files/probe && {AsUser33} /files/probe");

        Assert.That(lines, Is.EqualTo(["33:34 runs as 33:34 with 0000000000000001"]));
        Assert.That(await OnHostAsync($"/usr/sbin/getcap -n {OnDisk(container, "probe")}"), Does.EndWith("cap_chown=ep"));
    }
}
