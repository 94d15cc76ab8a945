using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary><c>mount SRC DST</c>: an idmapped mount for people.</summary>
internal static class MountCommand
{
    private const string Description = """
        Mount a folder or file somewhere else with its owners seen through a map: an
        idmapped mount. Nothing on disk is changed.

        A map is container:host:size[,…]. The first number is the id on disk, the
        second the id it is seen as, as in mount_setattr(2), /proc/PID/uid_map and
        config.json: through 0:100000:65536 a file of root's belongs to 100000, and
        what 100000 writes is root's on disk. mount(8) takes the same three numbers in
        X-mount.idmap, with b:, u: or g: before them and a blank between ranges; its
        manual describes the first two the other way round.
        """;

    internal static Command Create()
    {
        var options = new MountOptionSet();
        var command = new Verb("mount", Description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var mounted = IdmappedMounter.Mount(options.Read(parsed));
            Printer.For(parsed).Print(mounted, MountJson.Default.IdmappedMount, screen => Show(mounted, screen));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(IdmappedMount mounted, IAnsiConsole screen)
    {
        var more = mounted.Mounts > 1 ? $", with {mounted.Mounts - 1} below it" : string.Empty;
        screen.Write(Properties.Of(
            ("mounted", $"{Printable.Text(mounted.Source)} on {Printable.Text(mounted.Target)}{more}"),
            ("as", $"{mounted.FileSystem}, idmapped{(mounted.IsReadOnly ? ", read-only" : string.Empty)}"),
            ("owner", $"{mounted.OwnerOnDisk} on disk, {mounted.OwnerSeen} through the mount")));
        if (mounted.OwnerIsUnmapped)
        {
            screen.Write(new Text(
                "The map has no id for that owner, who is nobody there; the first number of a range is the id on disk.\n",
                new Style(foreground: Color.Yellow)));
        }
    }
}
