using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class ProgramJudgementsTests
{
    [TestCase("runc", "1.1.5", "by path")]
    [TestCase("runc", "1.3.5", "by path")]
    [TestCase("runc", "1.3.6", "by a descriptor")]
    [TestCase("runc", "1.4.2", "by path")]
    [TestCase("runc", "1.4.3", "by a descriptor")]
    [TestCase("runc", "1.5.0", "by a descriptor")]
    [TestCase("crun", "1.28", "by path, and masks paths by a descriptor")]
    public void How_a_runtime_takes_its_root(string name, string version, string how)
    {
        var finding = RuntimeCheck.Evaluate([new FoundProgram(name, $"/usr/bin/{name}", version)]).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Ok));
        Assert.That(finding.What, Does.StartWith($"{name} {version} (/usr/bin/{name}) takes its root {how}"));
    }

    [TestCase("youki", "0.5.5")]
    [TestCase("crun", "1.4.5")]
    [TestCase("runc", null)]
    public void How_is_not_known_of_what_was_not_tried(string name, string? version)
    {
        var finding = RuntimeCheck.Evaluate([new FoundProgram(name, $"/usr/bin/{name}", version)]).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Unknown));
    }

    [Test]
    public void No_runtime_and_no_engine_are_warnings()
    {
        Assert.That(RuntimeCheck.Evaluate([]).Single().What, Is.EqualTo("no runtime was found: neither runc nor crun nor youki"));
        Assert.That(
            EngineCheck.Evaluate([]).Single().What, Is.EqualTo("no engine was found: none of Podman, CRI-O, containerd, Docker"));
    }

    [TestCase(EngineNames.Containerd, "NRI")]
    [TestCase(EngineNames.Docker, "runtime")]
    public void Engines_without_hooks_folders_are_not_judged(string name, string way)
    {
        var engine = new EngineFacts { Name = name, Program = new FoundProgram(name, $"/usr/bin/{name}", "2.1.9") };

        var finding = EngineCheck.Evaluate([engine]).Single();

        Assert.That(finding.State, Is.EqualTo(FindingState.Unknown));
        Assert.That(finding.What, Does.EndWith("reads no hooks.d folder"));
        Assert.That(finding.WhatToDo, Does.Contain(way));
    }
}
