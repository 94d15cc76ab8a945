using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary><c>umount DST</c>: takes an idmapped mount away, and no other.</summary>
internal static class UmountCommand
{
    internal static Command Create()
    {
        var target = new Argument<string>("DST") { Description = "Where it is mounted." };
        var detach = new Option<bool>("--detach")
        {
            Description = "At once, with what is mounted below it and even while it is in use.",
        };
        var command = new Verb("umount", "Take away an idmapped mount. Any other mount is left alone: umount(8) is for those.")
        {
            target, detach,
        };
        command.SetAction(parsed =>
        {
            var unmounted = new Unmounted(IdmappedMounter.Unmount(parsed.GetRequiredValue(target), parsed.GetValue(detach)));
            Printer.For(parsed).Print(
                unmounted, UmountJson.Default.Unmounted,
                screen => screen.Write(Properties.Of(("unmounted", Printable.Text(unmounted.Target)))));
            return ExitCode.Done;
        });
        return command;
    }
}
