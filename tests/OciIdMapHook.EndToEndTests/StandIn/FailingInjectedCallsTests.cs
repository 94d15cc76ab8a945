namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// A seccomp filter of the init makes one of the calls fail that the hook has it make: before anything was re-opened, half way,
/// and at the end. The hook has to undo what was done; its own way back must not need the call that fails.
/// </summary>
public sealed class FailingInjectedCallsTests : StandInScenario
{
    [TestCase("mmap:ENOMEM", "mmap")]
    [TestCase("openat2:EPERM", "openat2")]
    [TestCase("openat2:EMFILE", "openat2")]
    [TestCase("dup3:EPERM", "dup3")]
    [TestCase("fchdir:EACCES", "fchdir")]
    public Task One_that_fails_is_named_and_all_is_as_it_was(string rule, string operation) =>
        Refusals.LeavesAllAsItWasAsync(
            Run.WithPins().With("--cwd", "root").WithSubmounts("data", "data", "etc").With("--init-seccomp", rule),
            operation,
            "init");

    [Test]
    public async Task A_scratch_page_that_cannot_be_given_back_matters_not() =>
        (await Run.WithPins().With("--cwd", "root", "--init-seccomp", "munmap:EPERM").RunAsync()).ThatRanRight();

    /// <remarks>The way back needs that call as well: nothing but death is left to an init that was re-opened in part.</remarks>
    [Test]
    public async Task An_init_that_cannot_close_a_descriptor_is_never_left_half_re_pointed()
    {
        var facts = await Run.WithPins().With("--cwd", "root", "--init-seccomp", "close:EIO").ThatGoesOnRegardless().RunAsync();

        var isKilled = facts["init.signal"] == "9" && facts.HookError.Contains("init was killed", StringComparison.Ordinal);
        Assert.That(isKilled || facts.PinNames.All(name => facts.After(name).Mount == facts.Root.Mount), facts.ToString());
    }

    [Test]
    public async Task An_init_that_cannot_be_put_back_is_killed()
    {
        var facts = await Run.WithPins().With("--cwd", "root").WithSubmounts("data")
            .With("--init-seccomp", "fchdir:EPERM", "--hook-seccomp", "umount2:EPERM").ThatGoesOnRegardless().RunAsync();

        Refusals.SaysInOneLine(facts, 1, "fchdir", "umount2", "the container's init was killed");
        Assert.That(facts["init.signal"], Is.EqualTo("9"), facts.ToString());
    }
}
