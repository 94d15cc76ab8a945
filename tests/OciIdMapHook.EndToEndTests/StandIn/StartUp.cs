using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What src/OciIdMapHook.Hook/Startup keeps the .NET runtime from; a new runtime may do it by other ways.</summary>
public sealed class StartUp : StandInScenario
{
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
        Assert.That(calls, Has.None.Match($"\\b(open|openat|statfs)\\([^\"]*\"{path}"));

    [Test]
    public void The_hook_is_one_thread() => Assert.That(calls, Has.None.Contains("CLONE_THREAD"));

    [Test]
    public void The_heap_is_not_kept_out_of_core_dumps() => Assert.That(calls, Has.None.Contains("MADV_DONTDUMP"));

    [Test]
    public void The_heap_is_usable_at_once() =>
        Assert.That(calls, Has.Some.Match(@"\bmmap\(NULL, [0-9]{9,}, PROT_READ\|PROT_WRITE, .*MAP_NORESERVE"));
}
