using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Semantics;

/// <summary>Ids on disk that the container has not, and ids of the host that the disk has not.</summary>
public sealed class UnmappedIdsTests : SemanticsScenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Files_of_an_id_outside_the_map_are_nobody_s_and_stay_what_they_are(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("echo x >foreign; chown 70000:70001 foreign; chmod 600 foreign");

        var lines = await ReadAsync(
            runtime,
            container,
            "cd /files; stat -c %u:%g foreign; { cat foreign; chown 0:0 foreign; chmod 666 foreign; } 2>&1 || true");

        Assert.That(lines[0], Is.EqualTo("65534:65534"));
        Assert.That(lines[1], Does.EndWith("Permission denied"));
        Assert.That(lines.Skip(2), Has.Exactly(2).Items.And.All.Match("Operation not permitted$|Value too large"));
        Assert.That(await OnHostAsync($"stat -c '%u:%g %a' {OnDisk(container, "foreign")}"), Is.EqualTo("70000:70001 600"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Giving_a_file_to_an_id_outside_the_map_is_an_invalid_argument(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("echo x >file");

        var lines = await ReadAsync(runtime, container, "chown 70000 /files/file 2>&1; chgrp 70000 /files/file 2>&1; true");

        Assert.That(lines, Has.Exactly(2).Items.And.All.EndsWith("Invalid argument"));
    }

    /// <remarks>The host's root has no id on this disk, seen through the container's mount.</remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Creating_as_an_id_outside_the_map_is_a_value_too_large(RuntimeUnderTest runtime)
    {
        var container = await PreparedAsync("mkdir open; chmod 777 open");
        var running = RunAsync(
            runtime, container.Running("for i in $(seq 600); do [ -e /files/end ] && exit; sleep 0.1; done; exit 1"));

        var outcome = await HostCommand.RunAsync("touch", $"/proc/{await InitAsync()}/root/files/open/made");
        await File.WriteAllTextAsync(OnDisk(container, "end"), "");

        (await running).Succeeded();
        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(outcome.StandardError, Does.Contain("Value too large"));
    }

    /// <summary>The process whose root shows this test's rootfs through a map.</summary>
    private async Task<string> InitAsync()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
            {
                if (IsRootIdMapped(process))
                    return Path.GetFileName(process);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new InvalidOperationException("The container never started.");
    }

    private bool IsRootIdMapped(string process)
    {
        try
        {
            return File.ReadLines(Path.Combine(process, "mountinfo")).Any(line =>
                line.Contains(Folder.FullPath, StringComparison.Ordinal)
                && line.Contains(" / ", StringComparison.Ordinal)
                && line.Contains(",idmapped", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
