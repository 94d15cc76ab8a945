using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A hook inherits whatever its runtime and the caller of that had.</summary>
public sealed class HostileSurroundingsTests : StandInScenario
{
    [TestCase("--block-signals")]
    [TestCase("--umask", "0")]
    [TestCase("--umask", "0777")]
    [TestCase("--rlimit-nofile", "20")]
    public async Task Do_not_keep_it_from_its_work(params string[] option) =>
        (await Run.WithPins().WithSubmounts("data", "data", "etc", "mnt").With(option).RunAsync()).ThatRanRight();

    [TestCase("DOTNET_gcServer", "1")]
    [TestCase("DOTNET_STARTUP_HOOKS", "/nowhere.dll")]
    [TestCase("DOTNET_EnableEventPipe", "1")]
    [TestCase("DOTNET_GCgen0size", "ffffffffffff")]
    [TestCase("LC_ALL", "tr_TR.UTF-8")]
    [TestCase("TMPDIR", "/nowhere")]
    [TestCase("MALLOC_PERTURB_", "170")]
    public async Task A_variable_does_not_keep_it_from_its_work(string name, string value)
    {
        var facts = (await Run.WithPins().WithEnvironment(name, value).RunAsync()).ThatRanRight();

        Assert.That(facts["hook.1.stdout"], Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Bundle.Folder), Has.Length.EqualTo(3), "Nothing is written to the bundle");
    }

    /// <summary>The heap is collected several times on the way, in a process that has no thread for finalizers.</summary>
    [Test]
    public async Task Forty_thousand_configured_mounts_do_not_keep_it_from_its_work()
    {
        ConfigureMounts(40_000);

        (await Run.WithPins().RunAsync()).ThatRanRight();
    }

    /// <summary>
    /// src/OciIdMapHook.Hook/Startup tells the runtime what its stack, its processors and its memory are; a collection walks the
    /// stack.
    /// </summary>
    [TestCase("/usr/bin/prlimit", "--stack=unlimited:unlimited")]
    [TestCase("/usr/bin/prlimit", "--stack=262144")]
    [TestCase("/usr/bin/prlimit", "--as=268435456")]
    [TestCase("/usr/bin/prlimit", "--data=134217728")]
    [TestCase("/usr/bin/taskset", "--cpu-list", "1")]
    public async Task Another_stack_less_memory_or_fewer_processors_do_not_keep_it_from_its_work(
        string program, params string[] options)
    {
        ConfigureMounts(40_000);

        (await Run.WithPins().WithHook(program, [.. options, Shipped.Hook]).RunAsync()).ThatRanRight();
    }

    /// <summary>None of it is read, neither by .NET nor by the C library.</summary>
    [TestCase("DOTNET_GCHeapHardLimit", "1")]
    [TestCase("DOTNET_GCRegionSize", "1")]
    [TestCase("DOTNET_GCHeapAffinitizeMask", "0")]
    [TestCase("DOTNET_DbgEnableMiniDump", "1")]
    [TestCase("COMPlus_GCHeapHardLimit", "1")]
    [TestCase("DOTNET_gcHeapHardLimitPercent", "0")]
    [TestCase("GLIBC_TUNABLES", "glibc.malloc.hugetlb=2:glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=1")]
    [TestCase("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-SSE4_2,-POPCNT,-AVX2_Usable,-SSSE3")]
    public async Task Nothing_in_the_environment_counts(string name, string value) =>
        (await Run.WithPins().WithEnvironment(name, value).RunAsync()).ThatRanRight();

    [TestCase("1>&-")]
    [TestCase("2>&-")]
    [TestCase("1>&- 2>&-")]
    public async Task Missing_standard_streams_are_not_taken_for_the_files_that_it_opens(string closed)
    {
        var machine = new PrivateRun(Folder);

        (await Run.By([.. machine.Entrance]).WithHook("/bin/sh", "-c", $"exec \"$0\" {closed}", Shipped.Hook)
            .RunAsync()).ThatRanRight();

        Assert.That(machine.Lines(), Is.All.StartsWith("{").And.All.EndsWith("}"));
    }

    [Test]
    public async Task A_missing_standard_input_is_an_empty_one() => Refusals.SaysInOneLine(
        await Run.WithHook("/bin/sh", "-c", "exec \"$0\" 0<&-", Shipped.Hook).RunAsync(), 2,
        "standard input: at byte 0: the document is empty");

    /// <summary>RLIMIT_FSIZE: the signal would kill it at its record, and with it the container.</summary>
    [Test]
    public async Task A_record_that_may_not_be_written_does_not_kill_it()
    {
        var facts = (await Run.By([.. new PrivateRun(Folder).Entrance]).WithPins()
            .WithHook("/usr/bin/prlimit", "--fsize=0", Shipped.Hook).RunAsync()).ThatRanRight();

        Assert.That(facts.HookError, Does.Contain("warning: no audit record was written: write of ").And.Contain("EFBIG"));
    }

    [Test]
    public async Task Files_that_may_not_be_written_are_no_matter_without_a_user_namespace()
    {
        Bundle.WriteConfig();

        (await Run.With("--no-userns").WithHook("/usr/bin/prlimit", "--fsize=0", Shipped.Hook).RunAsync()).ThatRan();
    }

    [TestCase("--data=1048576")]
    [TestCase("--as=20000000")]
    public async Task Where_NET_cannot_start_one_line_says_so(string limit) => Refusals.SaysInOneLine(
        await Run.WithHook("/usr/bin/prlimit", limit, Shipped.Hook).RunAsync(),
        1,
        "oci-idmap-hook: .NET's runtime.*cannot start or go on: there is too little memory, address space or stack .ulimit -v, "
        + "-d and -s");

    [TestCase("--data=4194304")]
    [TestCase("--data=8388608")]
    [TestCase("--data=16777216")]
    [TestCase("--as=150000000")]
    public async Task Limits_that_leave_enough_change_nothing(string limit) =>
        (await Run.WithHook("/usr/bin/prlimit", limit, Shipped.Hook).RunAsync()).ThatRanRight();

    /// <summary>How much of a stack it takes hangs on where the kernel lets it begin.</summary>
    [Test]
    public async Task A_stack_of_16_kilobytes_is_enough_or_one_line_says_so()
    {
        var facts = await Run.WithHook("/usr/bin/prlimit", "--stack=16384", Shipped.Hook).RunAsync();

        Assert.That(facts.HookExitCode, Is.Zero.Or.EqualTo(1), facts.ToString());
        Assert.That(
            facts.HookError,
            Does.Contain(facts.HookExitCode == 0 ? "remounted idmapped" : "too little memory, address space or stack"));
    }

    [Test]
    public async Task A_preloaded_library_is_not_loaded()
    {
        var marker = Path.Combine(Folder.FullPath, "marker");

        (await WithPreloadedLibrary(Run.WithPins(), marker).RunAsync()).ThatRanRight();

        Assert.That(File.Exists(marker), Is.False);
    }

    [Test]
    public async Task The_library_of_that_test_works()
    {
        var marker = Path.Combine(Folder.FullPath, "marker");

        (await WithPreloadedLibrary(Run.WithoutHook(), marker).RunAsync()).ThatRan();

        Assert.That(File.Exists(marker), Is.True);
    }

    [Test]
    public async Task It_leaves_nothing_that_holds_its_output_open()
    {
        var facts = (await Run.WithPins().RunAsync()).ThatRanRight();

        Assert.That(facts["hook.1.end_of_file"], Is.EqualTo("yes"));
    }

    private void ConfigureMounts(int count) => Bundle.WriteConfigWithMounts(
        Enumerable.Range(0, count).Select(i => StandInBundle.Bind("/nowhere", $"volume-{i}", "nosuid")), "0:100000:65536");

    private static StandInRun WithPreloadedLibrary(StandInRun run, string marker) =>
        run.WithEnvironment("LD_PRELOAD", BuiltStandIn.PreloadedLibrary).WithEnvironment("MARKER", marker);
}
