using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A hook inherits whatever its runtime and the caller of that had.</summary>
public sealed class HostileSurroundings : StandInScenario
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
    /// src/OciIdMapHook.Hook/Startup tells the runtime what its stack, its processors and its memory are; a collection walks the stack.
    /// </summary>
    [TestCase("/usr/bin/prlimit", "--stack=unlimited:unlimited")]
    [TestCase("/usr/bin/prlimit", "--stack=262144")]
    [TestCase("/usr/bin/prlimit", "--as=268435456")]
    [TestCase("/usr/bin/prlimit", "--data=134217728")]
    [TestCase("/usr/bin/taskset", "--cpu-list", "1")]
    public async Task Another_stack_less_memory_or_fewer_processors_do_not_keep_it_from_its_work(string program, params string[] options)
    {
        ConfigureMounts(40_000);

        (await Run.WithPins().WithHook(program, [.. options, Repository.Hook]).RunAsync()).ThatRanRight();
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
