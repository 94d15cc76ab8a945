using System.Globalization;
using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>What the stand-in printed of a container that ran.</summary>
internal sealed class MeasuredFacts(StandInOutput values)
{
    /// <summary>From its spawn to its exit.</summary>
    public double HookNanoseconds => Number("hook.1.nsec");

    public double HookPeakBytes => Number("hook.1.maxrss_kb") * 1024;

    /// <summary>The root is idmapped, all that the init holds names it, and the init noticed nothing else.</summary>
    public MeasuredFacts ThatIsRemapped() => Demand(this["verdict"] == "right");

    /// <summary>
    /// The same for an overlay, whose new root is not an idmapped mount but another file system, so that the stand-in's own
    /// verdict is that the root and its descriptors are not what they were.
    /// </summary>
    public MeasuredFacts ThatIsRecomposed() => Demand(
        this["root.owner"] == "0:0"
        && this["registers"] == "intact"
        && this["before.root"] != this["after.root"]
        && this["after.pin.root"] == this["after.root"]
        && this["after.pin.late-root"] == this["after.root"]
        && values.All("mount").Any(line => line.Contains(" / / rw,relatime - overlay ", StringComparison.Ordinal)));

    /// <summary>The root is as it was.</summary>
    public MeasuredFacts ThatIsLeftAlone() => Demand(
        this["hook.1.exit"] == "0" && this["root.idmapped"] == "no" && this["before.root"] == this["after.root"]);

    private string this[string name] => values[name];

    private double Number(string name) => double.Parse(this[name], CultureInfo.InvariantCulture);

    private MeasuredFacts Demand(bool isMet) =>
        isMet ? this : throw new BenchmarkException($"The container is not as the hook should have left it:\n{values}");
}
