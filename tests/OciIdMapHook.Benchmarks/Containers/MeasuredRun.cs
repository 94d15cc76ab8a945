using System.Collections.Immutable;
using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>
/// A container of the stand-in runtime: its root is pinned by a descriptor, through which it is entered after the hook, and it
/// has four mounts below the root. Each run makes a new one.
/// </summary>
internal sealed record MeasuredRun(Bundle Bundle, string Hook)
{
    private static readonly ImmutableArray<string> Submounts = ["proc:proc", "dev:tmpfs", "sys:tmpfs", "run:tmpfs"];

    private ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Mounts below the rootfs, and the rootfs itself.</summary>
    public static int MountsOfContainer => Submounts.Length + 1;

    public MeasuredRun With(params IEnumerable<string> options) => this with { Options = [.. Options, .. options] };

    public MeasuredRun WithoutUserNamespace() => With("--no-userns");

    /// <exception cref="CommandException">The stand-in failed, or found anything wrong with the container.</exception>
    public async Task<MeasuredFacts> RunAsync()
    {
        // A proc of its own takes a PID namespace of its own.
        string[] container = ["--new-pid", "--pin-root", "--root-by", "fd"];
        var outcome = await MeasuredCommand.RunAsync(
            Measured.StandIn,
            [
                "--bundle", Bundle.Folder, "--rootfs", Bundle.Rootfs, "--hook", Hook, .. container,
                .. Submounts.SelectMany(mount => new[] { "--submount", mount }), .. Options,
            ]);
        return new MeasuredFacts(new StandInOutput(outcome));
    }
}
