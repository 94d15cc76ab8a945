using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Hook;

/// <summary>A plan that was carried out, in one sentence.</summary>
internal static class Summary
{
    internal static string Of(RemapPlan plan)
    {
        var maps = plan.UidMap.Equals(plan.GidMap) ? $"{plan.UidMap}" : $"uids {plan.UidMap}, gids {plan.GidMap}";
        return $"{Printable.Text(plan.RootPath)} remounted idmapped ({maps}), "
            + $"{Count(plan.Submounts.Count, "mount")} carried over, {Count(plan.Repointings.Count, "handle")} of the init re-pointed";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
