using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// What is in the way of the audit record never keeps a container from starting, and is not followed or overwritten.
/// </summary>
public sealed class AuditObstaclesTests : StandInScenario
{
    private const string Warning = "warning: no audit record was written: ";

    private readonly PrivateRun machine;

    public AuditObstaclesTests() => machine = new PrivateRun(Folder);

    [Test]
    public async Task A_link_in_the_place_of_the_file_is_not_followed()
    {
        var victim = Path.Combine(Folder.FullPath, "victim");
        Directory.CreateDirectory(machine.AuditFolder);
        File.CreateSymbolicLink(machine.AuditFile, victim);

        await StartsWithWarningAsync("open of /run/oci-idmap-hook/audit.jsonl: ELOOP");

        Assert.That(File.Exists(victim), Is.False);
    }

    [Test]
    public async Task A_link_in_the_place_of_the_folder_is_not_followed()
    {
        var victim = Folder.Folder("victim");
        Directory.CreateSymbolicLink(machine.AuditFolder, victim);

        await StartsWithWarningAsync("open of /run/oci-idmap-hook: ENOTDIR");

        Assert.That(Directory.GetFileSystemEntries(victim), Is.Empty);
    }

    [Test]
    public async Task A_fifo_in_the_place_of_the_file_does_not_hold_the_hook_up()
    {
        Directory.CreateDirectory(machine.AuditFolder);
        await HostCommand.ReadAsync("mkfifo", machine.AuditFile);

        await StartsWithWarningAsync("open of /run/oci-idmap-hook/audit.jsonl: ENXIO");
    }

    [Test]
    public async Task A_device_in_the_place_of_the_file_is_not_written_to()
    {
        Directory.CreateDirectory(machine.AuditFolder);
        await HostCommand.ReadAsync("mknod", machine.AuditFile, "c", "1", "3");

        await StartsWithWarningAsync("open of /run/oci-idmap-hook/audit.jsonl: failed: it is no regular file; remove it");
    }

    [Test]
    public async Task A_full_run_is_told_of()
    {
        var facts = (await Run.By([.. PrivateRun.EntranceOfSize(bytes: 16 << 10, fill: 16 << 10)]).RunAsync()).ThatRanRight();

        Assert.That(facts.HookError, Does.Match(
            Warning
            + "write of [0-9]+ bytes to audit.jsonl in /run/oci-idmap-hook: ENOSPC .*: /run is full; make room there, or set "
            + "audit to false"));
    }

    /// <summary>It may not write there, and nobody can do anything about it.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_hook_without_privileges_leaves_no_record_and_says_nothing_of_it(bool hasFolder)
    {
        if (hasFolder)
        {
            Directory.CreateDirectory(
                machine.AuditFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // The clone may lie where that user cannot reach it.
        var hook = Path.Combine(Folder.FullPath, "hook");
        File.Copy(Shipped.Hook, hook);
        var outcome = await HostCommand.RunOnAsync(
            "[]", machine.Entrance[0], [.. machine.Entrance[1..], "setpriv", "--reuid=65534", "--clear-groups", hook]);

        Assert.That(outcome.StandardError, Does.Match("^oci-idmap-hook: standard input: at byte 0: .*\n$"), "One line");
        Assert.That(
            Directory.GetFileSystemEntries(machine.Path, "*", SearchOption.AllDirectories),
            Has.Length.EqualTo(hasFolder ? 1 : 0));
    }

    private async Task StartsWithWarningAsync(string reason)
    {
        var facts = (await Run.By([.. machine.Entrance]).WithPins().RunAsync()).ThatRanRight();

        Assert.That(facts.HookError, Does.Match(Warning + $"({reason})"));
    }
}
