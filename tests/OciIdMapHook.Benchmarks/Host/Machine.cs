using System.Globalization;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Benchmarks.Host;

/// <summary>What the figures depend on besides the code.</summary>
internal sealed record Machine
{
    /// <summary>Without what a distribution adds to it.</summary>
    public required string Kernel { get; init; }

    public required string Architecture { get; init; }

    public required int Processors { get; init; }

    /// <summary>Whether an overlay copies a file's data up when only its owner changes.</summary>
    public required bool OverlayCopiesMetadataOnly { get; init; }

    public required string Runc { get; init; }

    public required string Crun { get; init; }

    public required string Go { get; init; }

    public required string Gcc { get; init; }

    public string DotNet { get; init; } = RuntimeInformation.FrameworkDescription;

    public static async Task<Machine> ObserveAsync() => new()
    {
        Kernel = System.Environment.OSVersion.Version.ToString(2),
        Architecture = await MeasuredCommand.ReadAsync("uname", "--machine"),
        Processors = System.Environment.ProcessorCount,
        OverlayCopiesMetadataOnly = await File.ReadAllTextAsync("/sys/module/overlay/parameters/metacopy") == "Y\n",
        Runc = await MeasuredCommand.ReadLineAsync("runc", "--version"),
        Crun = await MeasuredCommand.ReadLineAsync("crun", "--version"),
        Go = (await MeasuredCommand.ReadLineAsync("go", "version")).Split(' ')[2],
        Gcc = await MeasuredCommand.ReadLineAsync("gcc", "-dumpfullversion"),
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Linux {Kernel}, {Architecture}, {Processors} processors, {Runc}, {Crun}, {Go}, gcc {Gcc}");
}
