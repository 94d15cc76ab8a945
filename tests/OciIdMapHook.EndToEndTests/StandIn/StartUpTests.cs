using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What src/OciIdMapHook.Hook/Startup keeps the .NET runtime from; a new runtime may do it by other ways.</summary>
public sealed class StartUpTests : StandInScenario
{
    private const string NewThread = "CLONE_THREAD";
    private const string NotDumped = "MADV_DONTDUMP";

    private string[] calls = [];

    [SetUp]
    public async Task TraceTheHook()
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        (await Run.WithPins().WithSubmounts("data").WithHook("/usr/bin/strace", "-f", "-o", log, Shipped.Hook)
            .RunAsync()).ThatRanRight();
        calls = await File.ReadAllLinesAsync(log);
    }

    [TestCase("/proc/self/mountinfo", TestName = "The_hosts_mount_table_is_not_read")]
    [TestCase("/proc/self/cgroup", TestName = "The_own_control_group_is_not_read")]
    [TestCase("/proc/self/maps", TestName = "The_own_mappings_are_not_read")]
    [TestCase("/proc/meminfo", TestName = "The_hosts_memory_is_not_read")]
    [TestCase("/sys/", TestName = "Processors_caches_nodes_and_control_groups_are_not_read")]
    [TestCase("/dev/urandom", TestName = "The_devices_of_random_bytes_are_not_read")]
    public void Is_free_of_files_that_only_the_runtime_wants(string path) =>
        Assert.That(calls, Has.None.Match(Opening(path)));

    [Test]
    public void The_hook_is_one_thread() => Assert.That(calls, Has.None.Contains(NewThread));

    [Test]
    public void The_heap_is_not_kept_out_of_core_dumps() => Assert.That(calls, Has.None.Contains(NotDumped));

    /// <summary>The operator's tool starts as the runtime does.</summary>
    [Test]
    public async Task All_of_it_is_seen_of_a_program_that_is_not_kept_from_it()
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        await HostCommand.ReadAsync("/usr/bin/strace", "-f", "-o", log, Ctl.Executable, "--version");
        var itsCalls = await File.ReadAllLinesAsync(log);

        foreach (var path in (string[])["/proc/self/mountinfo", "/proc/self/cgroup", "/proc/self/maps", "/proc/meminfo", "/sys/",
            "/dev/urandom"])
        {
            Assert.That(itsCalls, Has.Some.Match(Opening(path)), path);
        }

        Assert.That(itsCalls, Has.Some.Contains(NewThread).And.Some.Contains(NotDumped));
    }

    [Test]
    public void The_heap_is_usable_at_once() =>
        Assert.That(calls, Has.Some.Match(@"\bmmap\(NULL, [0-9]{9,}, PROT_READ\|PROT_WRITE, .*MAP_NORESERVE"));

    private static string Opening(string path) => $"\\b(open|openat|statfs)\\([^\"]*\"{path}";
}
