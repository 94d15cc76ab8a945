using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Hook;

/// <summary>A plan that was carried out, in one sentence.</summary>
/// <remarks>Concatenated, not interpolated, and numbers without a format: interpolations within each other make the runtime
/// measure its processors, for 0.1 ms, and formats have it get a culture ready.</remarks>
internal static class Summary
{
    /// <summary>Of a millisecond.</summary>
    private const long TicksPerTenth = TimeSpan.TicksPerMillisecond / 10;

    private const int MaxHostMounts = 10;

    internal static string Of(RemapPlan plan)
    {
        return string.Concat([
            Printable.Text(plan.RootPath), " ", Show(plan.Replacement), " (", plan.Maps.ToString(), "), ",
            Count(plan.Submounts.Count, "mount"), " carried over, ",
            HostMounts(plan),
            plan.Volumes.Volumes.Count > 0 ? Count(plan.Volumes.Volumes.Count, "volume") + " idmapped, " : string.Empty,
            Count(plan.ReopenedDescriptors.Count + plan.Volumes.ReopenedDescriptors.Count, "descriptor"),
            " of the init re-opened",
        ]);
    }

    internal static string Of(Decision.RemapVolumes decision) =>
        $"{Count(decision.Plan.Volumes.Count, "volume")} below {Printable.Text(decision.Plan.RootPath)} idmapped, "
            + $"{Count(decision.Plan.ReopenedDescriptors.Count, "descriptor")} of the init re-opened; the rootfs stays as it is: "
            + $"{decision.RootReason}";

    internal static string WithTime(string summary, TimeSpan taken)
    {
        var (milliseconds, tenths) = Math.DivRem((taken.Ticks + (TicksPerTenth / 2)) / TicksPerTenth, 10);
        return string.Concat([summary, " in ", Decimal(milliseconds), ".", Decimal(tenths), " ms"]);
    }

    /// <summary>
    /// The line's room is for all of them but where they are many: the audit record and the plan have them too.
    /// </summary>
    private static string HostMounts(RemapPlan plan)
    {
        if (plan.HostSubmounts.Count == 0 || plan.TellIdmappedHostMounts() is not { Count: > 0 } told)
            return string.Empty;

        var shown = string.Join("; ", told.ToArray(), 0, Math.Min(told.Count, MaxHostMounts));
        var more = told.Count > MaxHostMounts
            ? string.Concat("; and ", Decimal(told.Count - MaxHostMounts), " more")
            : string.Empty;
        return string.Concat([Count(told.Count, "mount"), " of the host idmapped with it: ", shown, more, ", "]);
    }

    private static string Show(ReplacementRoot replacement) => replacement is ReplacementRoot.Overlay overlay
        ? $"recomposed of {Count(overlay.Lowers.Count, "lower layer")} {(overlay.Upper is null ? "without" : "and")} an upper "
            + "one, idmapped"
        : "remounted idmapped";

    private static string Count(int count, string what) =>
        count == 1 ? "1 " + what : string.Concat(Decimal(count), " ", what, "s");

    private static string Decimal(long number) => number.ToString(provider: null);
}
