namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What must hold whenever the hook fails.</summary>
internal static class Refusals
{
    /// <summary>
    /// The hook failed with one line that says all of these, and the container, had it been allowed to go on, is as it would be
    /// without the hook: init running, registers and descriptors as they were, the same mounts.
    /// </summary>
    public static Task LeavesAllAsItWasAsync(StandInRun run, params string[] patterns) => IsAsWithoutAsync(run, 1, patterns);

    /// <summary>
    /// The same of a container that starts so, with a warning: outside the first user namespace, unless it must be remapped.
    /// </summary>
    public static Task LeavesAloneAsync(StandInRun run, params string[] patterns) =>
        IsAsWithoutAsync(run, 0, ["warning: left as it is: ", .. patterns]);

    private static async Task IsAsWithoutAsync(StandInRun run, int exitCode, string[] patterns)
    {
        var without = (await run.WithoutHook().ThatGoesOnRegardless().RunAsync()).ThatRan();
        var facts = await run.ThatGoesOnRegardless().RunAsync();

        SaysInOneLine(facts, exitCode, patterns);
        facts.ThatRan();
        Assert.That(facts.Registers, Is.EqualTo("intact"), facts.ToString());
        Assert.That(facts["wait.returned"], Is.EqualTo(facts["wait.expected"]), facts.ToString());
        Assert.That(facts["root.owner"], Is.EqualTo(without["root.owner"]), facts.ToString());
        Assert.That(facts.Mounts.Comparable, Is.EqualTo(without.Mounts.Comparable));
        Assert.That(facts.Mounts.Root.IsIdMapped, Is.False);
        foreach (var name in facts.PinNames.Append("cwd").Append("root"))
            Assert.That(facts.After(name), Is.EqualTo(facts.Before(name)), $"{name}\n{facts}");
    }

    /// <summary>The hook failed with that exit code and one line on stderr that has all of these in it.</summary>
    public static void SaysInOneLine(StandInFacts facts, int exitCode, params string[] patterns)
    {
        Assert.That(facts.HookExitCode, Is.EqualTo(exitCode), facts.ToString());
        Assert.That(facts["hook.1.stdout"], Is.Empty);
        Assert.That(facts.HookError, Does.Match(@"^[^\\]+\\n$"), "One line is what runc shows");
        foreach (var pattern in patterns)
            Assert.That(facts.HookError, Does.Match(pattern));
    }
}
