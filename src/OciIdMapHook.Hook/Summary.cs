using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Hook;

/// <summary>A plan that was carried out, in one sentence.</summary>
/// <remarks>Concatenated, not interpolated: interpolations within each other make the runtime measure its processors, for 0.1 ms.</remarks>
internal static class Summary
{
    internal static string Of(RemapPlan plan)
    {
        var maps = plan.UidMap.Equals(plan.GidMap) ? plan.UidMap.ToString() : $"uids {plan.UidMap}, gids {plan.GidMap}";
        return string.Concat([
            Printable.Text(plan.RootPath), " ", Show(plan.Twin), " (", maps, "), ",
            Count(plan.Submounts.Count, "mount"), " carried over, ",
            plan.Volumes.Volumes.Count > 0 ? Count(plan.Volumes.Volumes.Count, "volume") + " idmapped, " : string.Empty,
            Count(plan.Repointings.Count + plan.Volumes.Repointings.Count, "handle"), " of the init re-pointed",
        ]);
    }

    internal static string Of(Decision.RemapVolumes decision) =>
        $"{Count(decision.Plan.Volumes.Count, "volume")} below {Printable.Text(decision.Plan.RootPath)} idmapped, "
            + $"{Count(decision.Plan.Repointings.Count, "handle")} of the init re-pointed; the rootfs stays as it is: {decision.RootReason}";

    internal static string WithTime(string summary, TimeSpan taken) =>
        string.Concat(summary, " in ", taken.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture), " ms");

    private static string Show(RootTwin twin) => twin is RootTwin.Overlay overlay
        ? $"recomposed of {Count(overlay.Lowers.Count, "lower layer")} {(overlay.Upper is null ? "without" : "and")} an upper one, idmapped"
        : "remounted idmapped";

    private static string Count(int count, string what) =>
        count == 1 ? "1 " + what : string.Concat(count.ToString(CultureInfo.InvariantCulture), " ", what, "s");
}
