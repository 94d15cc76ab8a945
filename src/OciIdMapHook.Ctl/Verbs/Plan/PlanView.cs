using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary>A plan for people: what is decided and why, then each thing before and after.</summary>
internal static class PlanView
{
    /// <summary>How many files were looked at, on standard error, where no program that reads the output finds it; nothing where
    /// that is no terminal.</summary>
    internal static ContainerPlan WithProgress(Printer printer, Func<Action<long>, ContainerPlan> plan)
    {
        if (!printer.IsTerminal || Console.IsErrorRedirected)
            return plan(static _ => { });

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return screen.Status().Start(
            "looking",
            context => plan(seen => context.Status($"{seen.ToString("N0", CultureInfo.InvariantCulture)} files looked at")));
    }

    internal static void Show(ContainerPlan plan, Printer printer, IAnsiConsole screen)
    {
        screen.Write(Properties.Of([.. Head(plan)]));
        if (plan.Changes.Count > 0)
        {
            var table = printer.Table("what", "where", "before", "after");
            foreach (var change in plan.Changes)
            {
                table.AddRow(
                    new Text(NameOf(change.What)),
                    new Text(Printable.Text(change.Place)),
                    new Text(Printable.Text(change.Before)),
                    new Text(
                        Printable.Text(change.After), change.BecomesIdmapped ? new Style(foreground: Color.Green) : Style.Plain));
            }

            screen.WriteLine();
            screen.Write(table);
        }

        Notes(screen, "made", [.. plan.MountPoints.Where(point => point.IsMade).Select(Tell)], Color.Green);
        Notes(screen, "warning", plan.Warnings, Color.Yellow);
        Notes(screen, "not known yet", plan.Stage is ContainerStage.NotCreated ? plan.Unknown : [], Color.Grey);
        Notes(screen, "note", plan.Stage is ContainerStage.NotCreated ? [] : plan.Unknown, Color.Grey);
    }

    private static IEnumerable<(string Name, string Text, Color? Colour)> Head(ContainerPlan plan)
    {
        yield return ("bundle", Printable.Text(plan.Bundle), null);
        yield return ("container", plan.Stage switch
        {
            ContainerStage.NotCreated => "not created yet",
            ContainerStage.BeingCreated => $"process {plan.Pid}, being created",
            _ => $"process {plan.Pid}, created",
        }, null);
        if (plan.Root is { } root)
        {
            var idmapped = root.IsIdmapped ? ", idmapped" : string.Empty;
            yield return ("rootfs",
                $"{Printable.Text(root.Path)} ({Printable.Text(root.FileSystem)}{idmapped}), owner {root.Owner}", null);
        }

        var (uids, gids) = (Show(plan.UidMap), Show(plan.GidMap));
        if (uids.Length > 0)
            yield return ("ids", uids == gids ? uids : $"uids {uids}, gids {gids}", null);
        yield return ("decision", plan.Outcome switch
        {
            PlanOutcome.NothingToDo => "nothing to do",
            PlanOutcome.Remap => "remap the rootfs",
            PlanOutcome.RemapVolumes => "remap volumes",
            _ => "refused: the container would not start",
        }, plan.Outcome switch
        {
            PlanOutcome.NothingToDo => null,
            PlanOutcome.Refused => Color.Red,
            _ => Color.Green,
        });
        yield return ("why", plan.Reason, null);
    }

    private static string Show(IReadOnlyList<IdRange> map) =>
        string.Join(',', map.Select(range => $"{range.ContainerId}:{range.HostId}:{range.Size}"));

    private static void Notes(IAnsiConsole screen, string kind, IReadOnlyList<string> notes, Color colour)
    {
        if (notes.Count == 0)
            return;
        screen.WriteLine();
        screen.Write(Properties.Of([.. notes.Select(note => (kind, note, (Color?)colour))]));
    }

    private static string Tell(PlannedMountPoint point) =>
        $"{Printable.Text(point.Place)}, an empty {(point.IsFile ? "file" : "folder")} of mode {point.Mode}";

    private static string NameOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Rootfs => "rootfs",
        ChangeKind.LowerLayer => "lower layer",
        ChangeKind.DataLayer => "data layer",
        ChangeKind.UpperLayer => "upper layer",
        ChangeKind.WorkFolder => "work folder",
        ChangeKind.Mount => "mount",
        ChangeKind.HostMount => "mount of the host",
        ChangeKind.Descriptor => "descriptor",
        _ => "volume",
    };
}
