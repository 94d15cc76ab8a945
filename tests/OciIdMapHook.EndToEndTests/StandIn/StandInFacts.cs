using System.Globalization;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The name=value lines that the stand-in printed, and its exit code.</summary>
internal sealed class StandInFacts
{
    private readonly CommandOutcome outcome;
    private readonly ILookup<string, string> values;

    public StandInFacts(CommandOutcome outcome)
    {
        this.outcome = outcome;
        values = outcome.Lines.Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    public int ExitCode => outcome.ExitCode;

    public string this[string name]
    {
        get
        {
            Assert.That(values.Contains(name), Is.True, () => $"No {name} in what the stand-in printed:\n{outcome}");
            return values[name].Single();
        }
    }

    public int HookExitCode => Number("hook.1.exit");

    public TimeSpan HookDuration => TimeSpan.FromMicroseconds(Number("hook.1.usec"));

    /// <summary>What the hook said, with \n for the ends of its lines.</summary>
    public string HookError => this["hook.1.stderr"];

    public string Registers => this["registers"];

    public TimeSpan Waited => TimeSpan.FromMilliseconds(Number("wait.elapsed_ms"));

    public MountTable Mounts => MountTable.Parse(values["mount"]);

    public DescriptorFacts Root => After("root");

    public IReadOnlyList<string> PinNames =>
        [.. values.Select(group => group.Key).Where(name => name.StartsWith("after.pin.", StringComparison.Ordinal))
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
