using System.Globalization;
using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>The name=value lines that the stand-in printed of a container that ran.</summary>
internal sealed class StandInFacts(string printed)
{
    private readonly ILookup<string, string> values = printed.Split('\n').Select(line => line.Split('=', 2))
        .Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>From its spawn to its exit.</summary>
    public double HookNanoseconds => Number("hook.1.nsec");

    public double HookPeakBytes => Number("hook.1.maxrss_kb") * 1024;

    /// <summary>The root is idmapped, all that the init holds names it, and the init noticed nothing else.</summary>
    public StandInFacts ThatIsRemapped() => Demand(this["verdict"] == "right");

    /// <summary>
    /// The same for an overlay, whose new root is not an idmapped mount but another file system, so that the stand-in's own
    /// verdict is that the root and its descriptors are not what they were.
    /// </summary>
    public StandInFacts ThatIsRecomposed() => Demand(
        this["root.owner"] == "0:0"
        && this["registers"] == "intact"
        && this["before.root"] != this["after.root"]
        && this["after.pin.root"] == this["after.root"]
        && this["after.pin.late-root"] == this["after.root"]
        && values["mount"].Any(line => line.Contains(" / / rw,relatime - overlay ", StringComparison.Ordinal)));

    /// <summary>The root is as it was.</summary>
    public StandInFacts ThatIsLeftAlone() => Demand(
        this["hook.1.exit"] == "0" && this["root.idmapped"] == "no" && this["before.root"] == this["after.root"]);

    private string this[string name] =>
        values[name].SingleOrDefault() ?? throw new BenchmarkException($"No {name} in what the stand-in printed:\n{printed}");

    private double Number(string name) => double.Parse(this[name], CultureInfo.InvariantCulture);

    private StandInFacts Demand(bool isMet) =>
        isMet ? this : throw new BenchmarkException($"The container is not as the hook should have left it:\n{printed}");
}
