using System.Text.Json;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Roots;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Plans;

/// <summary><c>oci-idmapctl plan BUNDLE --pid PID</c>, asked at the very moment when the runtime runs its hooks.</summary>
public sealed class PlanOfProcessTests : Scenario
{
    private static IEnumerable<object[]> RuntimesWithRoots =>
        from runtime in RuntimeMatrix.OneOfEach from kind in RootKind.All select new object[] { runtime, kind };

    [TestCaseSource(nameof(RuntimesWithRoots))]
    public async Task What_is_planned_is_what_the_hook_then_does(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = (await kind.CreateAsync(Folder)) with { Hook = await PlanningHookAsync() };

        var lines = await ReadAsync(runtime, container, "stat -c %u:%g / && echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0"]));
        var before = Plan("before");
        Assert.That(before.GetProperty("outcome").GetString(), Is.EqualTo("remap"), before.ToString());
        Assert.That(before.GetProperty("stage").GetString(), Is.EqualTo("beingCreated"));
        Assert.That(Changes(before, "rootfs"), Has.Length.EqualTo(1));
        Assert.That(Changes(before, "descriptor").Length, runtime.IsRunc11 ? Is.Zero : Is.GreaterThan(0));
        Assert.That(Changes(before, "hostMount").Length, Is.EqualTo(kind is RootWithHostMounts ? 3 : 0));
        Assert.That(Changes(before, "lowerLayer").Length, kind is OverlayRoot ? Is.GreaterThan(0) : Is.Zero);
        Assert.That(Changes(before, "mount").Length, Is.GreaterThanOrEqualTo(3));
        Assert.That(Read("code-before"), Is.EqualTo("0"));

        var after = Plan("after");
        Assert.That(after.GetProperty("outcome").GetString(), Is.EqualTo("nothingToDo"), after.ToString());
        Assert.That(after.GetProperty("reason").GetString(), Does.Contain("already"));
        Assert.That(Read("code-after"), Is.EqualTo("0"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task To_look_changes_nothing_and_stops_nobody(RuntimeUnderTest runtime)
    {
        await ReadAsync(runtime, await ContainerAsync() with { Hook = await PlanningHookAsync() }, "true");

        Assert.That(Read("seen-after"), Is.EqualTo(Read("seen-before")));
        Assert.That(Read("seen-before"), Does.Contain("voluntary_ctxt_switches").And.Contain(" / "));
    }

    [Test]
    public async Task A_refusal_is_told_in_the_hooks_own_words()
    {
        var runc = RuntimeMatrix.OneOfEach[0];
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 200000)) { Hook = await PlanningHookAsync() };

        var outcome = await RunAsync(runc, container);

        var plan = Plan("before");
        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(plan.GetProperty("outcome").GetString(), Is.EqualTo("refused"));
        Assert.That(outcome.StandardError, Does.Contain(plan.GetProperty("reason").GetString()!));
        Assert.That(Read("code-before"), Is.EqualTo("3"));
    }

    [TestCase(false, "remap", "the rootfs belongs to 0:0, which are ids of the container")]
    [TestCase(true, "nothingToDo", "the rootfs / is an idmapped mount already")]
    public async Task Of_a_container_that_is_created_it_says_what_became_of_it(bool isHooked, string outcome, string reason)
    {
        var container = await ContainerAsync();
        var bundle = await PlannedBundle.WriteAsync(Folder, isHooked ? container.WithHook() : container);

        var lines = await PrivateHost.ReadAsync(Folder, $"""
            runc --root {Folder.Folder("state")} create --bundle {bundle} --pid-file {Folder.FullPath}/pid {Folder.Name} \
                </dev/null >/dev/null 2>&1
            $ctl plan {bundle} --pid $(cat {Folder.FullPath}/pid) --json
            $ctl plan {bundle} --pid $(cat {Folder.FullPath}/pid)
            runc --root {Folder.Folder("state")} delete --force {Folder.Name} >/dev/null 2>&1
            """);

        using var json = JsonDocument.Parse(lines[0]);
        Assert.That(json.RootElement.GetProperty("stage").GetString(), Is.EqualTo("created"));
        Assert.That(json.RootElement.GetProperty("outcome").GetString(), Is.EqualTo(outcome));
        Assert.That(json.RootElement.GetProperty("reason").GetString(), Does.StartWith(reason));
        Assert.That(lines, Has.Some.Match("^container  process [0-9]+, created"));
        Assert.That(lines, Has.Some.StartsWith("note  the container's hooks have run, and it is not changed any more"));
    }

    [TestCase("runc")]
    [TestCase("crun")]
    public async Task The_bundle_is_found_by_the_init_alone(string runtime)
    {
        var bundle = await PlannedBundle.WriteAsync(Folder, await ContainerAsync());

        var lines = await PrivateHost.ReadAsync(Folder, $"""
            mount -t tmpfs tmpfs /run
            {runtime} create --bundle {bundle} --pid-file {Folder.FullPath}/pid {Folder.Name} \
                </dev/null >/dev/null 2>&1
            $ctl plan --pid $(cat {Folder.FullPath}/pid)
            {runtime} delete --force {Folder.Name} >/dev/null 2>&1
            """);

        Assert.That(lines[0].TrimEnd(), Is.EqualTo($"bundle     {bundle}"));
    }

    /// <summary>A hook that asks for the plan, becomes the hook itself for a while, and asks again.</summary>
    private async Task<HookUse> PlanningHookAsync()
    {
        var script = Path.Combine(Folder.FullPath, "planning-hook");
        await File.WriteAllTextAsync(script, $$"""
            #!/bin/sh
            state=$(cat)
            pid=$(printf %s "$state" | tr -d ' \n' | sed 's/.*"pid":\([0-9]*\).*/\1/')
            cd {{Folder.FullPath}}
            bundle=$(ls -d bundles/*)
            look() {
                cat /proc/$pid/mountinfo
                grep -E '^(State|TracerPid|SigQ|voluntary_ctxt_switches|nonvoluntary_ctxt_switches)' /proc/$pid/status
                ls -l /proc/$pid/fd | sed 's/.* //'
            }
            look >seen-before
            {{Ctl.Executable}} plan $bundle --pid $pid --json >plan-before 2>&1
            echo $? >code-before
            look >seen-after
            printf %s "$state" | {{Shipped.Hook}} createRuntime || exit 1
            {{Ctl.Executable}} plan $bundle --pid $pid --json >plan-after 2>&1
            echo $? >code-after
            """);
        File.SetUnixFileMode(script, (UnixFileMode)Convert.ToInt32("755", 8));
        return HookUse.At("createRuntime") with { Executable = script };
    }

    private JsonElement Plan(string when)
    {
        using var document = JsonDocument.Parse(Read($"plan-{when}"));
        return document.RootElement.Clone();
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(Folder.FullPath, name)).Trim();

    private static JsonElement[] Changes(JsonElement plan, string what) =>
        [.. plan.GetProperty("changes").EnumerateArray().Where(change => change.GetProperty("what").GetString() == what)];
}
