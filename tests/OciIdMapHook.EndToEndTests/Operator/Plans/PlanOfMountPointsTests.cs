using System.Text.Json;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Plans;

/// <summary><c>oci-idmapctl plan --make</c>: the mount points that a rootfs lacks.</summary>
public sealed class PlanOfMountPointsTests : Scenario
{
    [Test]
    public async Task Mount_points_that_are_missing_are_named_and_made()
    {
        var container = (await ContainerAsync()).WithVolumes(
            new BindVolume(Folder.Folder("data"), "/not/there"), new BindVolume("/etc/hostname", "/no-file"));
        var bundle = await PlannedBundle.WriteAsync(Folder, container);

        var named = await Ctl.RunJsonAsync("plan", bundle);
        var made = await Ctl.RunJsonAsync("plan", bundle, "--make");
        var again = await Ctl.RunJsonAsync("plan", bundle);

        Assert.That(Show(named), Is.EqualTo(["/not/there folder 0755 missing", "/no-file file 0644 missing"]));
        Assert.That(Show(made), Is.EqualTo(["/not/there folder 0755 made", "/no-file file 0644 made"]));
        Assert.That(Show(again), Is.Empty);
        Assert.That(
            await HostCommand.ReadAsync(
                "stat", "--format=%u:%g %a %F", $"{container.Rootfs}/not/there", $"{container.Rootfs}/no-file"),
            Is.EqualTo("0:0 755 directory\n0:0 644 regular empty file"));

        static IEnumerable<string> Show(JsonElement plan) =>
            plan.GetProperty("mountPoints").EnumerateArray().Select(point =>
            $"{point.GetProperty("place").GetString()} {(point.GetProperty("isFile").GetBoolean() ? "file" : "folder")} "
            + $"{point.GetProperty("mode").GetString()} {(point.GetProperty("isMade").GetBoolean() ? "made" : "missing")}");
    }

    [Test]
    public async Task Nothing_is_made_for_a_process()
    {
        var outcome = await Ctl.RunAsync("plan", "--pid", "1", "--make");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(
            outcome.StandardError,
            Does.Contain("--make is for a bundle: where there is an init, the runtime has made its mount points"));
    }
}
