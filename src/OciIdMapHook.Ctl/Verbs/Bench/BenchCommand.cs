using System.CommandLine;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary><c>bench [ROOTFS]</c>: an idmapped mount against a recursive chown.</summary>
internal static class BenchCommand
{
    private const string Description = """
        Measure how long it takes to give a rootfs to a container's ids: by an
        idmapped mount, as the hook does, and by a chown of everything in it, as
        engines do.

        The rootfs is not changed: what is chowned is an overlay snapshot of it in a
        temporary folder, which comes to hold a copy of every file. All mounts are
        made in a mount namespace of the measurement's own. Without ROOTFS 5,000 small
        files are made.
        """;

    internal static Command Create()
    {
        var rootfs = new Argument<string?>("ROOTFS")
        {
            Description = "The folder to measure.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var count = Count();
        var chown = new Option<bool>("--chown")
        {
            Description = "Measure the chown too, which takes long and much room on the disk.",
            DefaultValueFactory = _ => true,
        };
        var work = new Option<string>("--work-folder")
        {
            Description = "Where the snapshots are kept while they are measured.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "/var/tmp",
        };
        var command = new Verb("bench", Description) { rootfs, count, chown, work };

        // On another thread, so that an interruption finds its way to the token.
        command.SetAction((parsed, cancel) => Task.Run(
            () => Run(
                Printer.For(parsed),
                new BenchRequest(
                    parsed.GetValue(rootfs), parsed.GetValue(count), parsed.GetValue(chown), parsed.GetRequiredValue(work)),
                cancel),
            CancellationToken.None));
        return command;
    }

    private static Option<int> Count()
    {
        var count = new Option<int>("--count")
        {
            Description = "How often each is measured.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number < 1)
                result.AddError($"--count is {number}; measure once at least");
        });
        return count;
    }

    private static int Run(Printer printer, BenchRequest request, CancellationToken cancel)
    {
        try
        {
            var bench = BenchView.WithProgress(printer, report => Bench.Run(request, report, cancel));
            printer.Print(bench, BenchJson.Default.OwnerBench, screen => BenchView.Show(bench, printer, screen));
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("oci-idmapctl: the measurement was interrupted; what it had made is removed");
            return ExitCode.Failed;
        }
    }
}
