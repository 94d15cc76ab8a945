using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Reporting;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook.Preparing;

/// <summary>
/// One run at Podman's stage precreate. It helps a container that could not start otherwise and stops none that could: whatever
/// goes wrong is a line in the log. The configuration was handed back before .NET started: see Startup/precreate.c.
/// </summary>
internal static class PreparationRun
{
    private const string Source = "standard input";
    private const int UsualBytes = 32 * 1024;

    /// <param name="configPath">The hook's own configuration.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string configPath)
    {
        Signals.UnblockAll();
        var policy = HostConfigReader.ReadPolicy(configPath);
        using var report = new Report(policy.Config.Log);
        try
        {
            var json = Files.ReadToEnd(FileDescriptor.StandardInput, Source, OciDocuments.MaxConfigBytes, UsualBytes);
            if (Preparation.Make(OciDocuments.ParseConfig(json, Source), policy) is { } preparation)
                Tell(preparation, report);
        }
#pragma warning disable CA1031 // A helper: the container starts, or does not, as it would without it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report.Warning($"precreate: mount points that are missing are left to the runtime: {exception.Message}");
        }

        return ExitCode.Done;
    }

    private static void Tell(Preparation preparation, Report report)
    {
        var rootfs = Printable.Text(preparation.RootPath);
        if (preparation.Made > 0 || preparation.PutRight)
        {
            var made = string.Join(", ", preparation.Missing.Select(point => Printable.Text("/" + point.Place)));
            var traces = preparation.PutRight ? "; what Podman had given to host ids there belongs to the container's ids" : "";
            report.Success(
                $"precreate: the rootfs {rootfs} has the mount points that it lacked: "
                + $"{(made.Length > 0 ? made : "none")}{traces}");
        }

        if (preparation.Left is { } left)
            report.Warning($"precreate: in the rootfs {rootfs} the rest is left to the runtime: {left}");
    }
}
