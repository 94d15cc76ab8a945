namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// A seccomp filter of the init makes one of the calls fail that the hook has it make: before anything was re-pointed, half way,
/// and at the end. The hook has to undo what was done; its own way back must not need the call that fails.
/// </summary>
public sealed class FailingInjectedCalls : StandInScenario
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

    [TestCase("munmap:EPERM")]
    [TestCase("close:EIO")]
    public async Task One_that_only_tidies_up_may_fail(string rule)
    {
        var facts = await Run.WithPins().With("--cwd", "root").With("--init-seccomp", rule).RunAsync();

        Assert.That(facts.ExitCode, Is.Zero.Or.EqualTo(1), facts.ToString());
        if (facts.ExitCode == 0)
        {
            facts.ThatRanRight();
        }
    }
}
