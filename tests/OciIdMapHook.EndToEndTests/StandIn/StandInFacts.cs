using System.Globalization;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What the stand-in printed of a container, and its exit code.</summary>
internal sealed class StandInFacts(CommandOutcome outcome)
{
    private readonly StandInOutput values = new(outcome);

    public int ExitCode => outcome.ExitCode;

    public string this[string name] => values[name];

    public int HookExitCode => Number("hook.1.exit");

    public TimeSpan HookDuration => TimeSpan.FromMicroseconds(Number("hook.1.usec"));

    /// <summary>What the hook said, with \n for the ends of its lines.</summary>
    public string HookError => this["hook.1.stderr"];

    public string Registers => this["registers"];

    public TimeSpan Waited => TimeSpan.FromMilliseconds(Number("wait.elapsed_ms"));

    public MountTable Mounts => MountTable.Parse(values.All("mount"));

    public DescriptorFacts Root => After("root");

    public IReadOnlyList<string> PinNames =>
        [.. values.Names.Where(name => name.StartsWith("after.pin.", StringComparison.Ordinal))
            .Select(name => name["after.".Length..])];

    public DescriptorFacts Before(string name) => DescriptorFacts.Parse(this[$"before.{name}"]);

    public DescriptorFacts After(string name) => DescriptorFacts.Parse(this[$"after.{name}"]);

    public int Number(string name) => int.Parse(this[name], CultureInfo.InvariantCulture);

    public StandInFacts ThatRan()
    {
        Assert.That(ExitCode, Is.Zero, () => $"The container should have run:\n{outcome}");
        return this;
    }

    /// <summary>The container ran in an idmapped root, which all that the init held names; it noticed nothing else.</summary>
    public StandInFacts ThatRanRight()
    {
        ThatRan();
        Assert.That(this["verdict"], Is.EqualTo("right"), ToString());
        return this;
    }

    public override string ToString() => outcome.ToString();
}
