using System.Collections.Immutable;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>One run of the stand-in runtime, described by its options: stand-in --help names them all.</summary>
internal sealed record StandInRun(StandInBundle Bundle)
{
    private string Hook { get; init; } = Shipped.Hook;

    private ImmutableArray<string> Options { get; init; } = [];

    /// <summary>What runs the stand-in, if it is not run by itself.</summary>
    private ImmutableArray<string> Wrapper { get; init; } = [];

    /// <summary>Adds an option with its value, if it has one.</summary>
    public StandInRun With(params IEnumerable<string> option) => this with { Options = [.. Options, .. option] };

    public StandInRun WithHook(string executable, params IEnumerable<string> arguments) =>
        (this with { Hook = executable }).With(arguments.SelectMany(argument => new[] { "--hook-arg", argument }));

    /// <summary>The stand-in itself is run by a command that takes another one as its last arguments.</summary>
    public StandInRun By(params ImmutableArray<string> wrapper) => this with { Wrapper = wrapper };

    /// <summary>The same container with a hook that does nothing: what all runs are measured against.</summary>
    public StandInRun WithoutHook() => WithHook("/bin/true");

    public StandInRun WithSubmounts(params IEnumerable<string> mounts) =>
        With(mounts.SelectMany(mount => new[] { "--submount", mount }));

    public StandInRun WithEnvironment(string name, string value) => With("--env", $"{name}={value}");

    /// <summary>Everything that a runtime may hold on the old root: what can be re-opened.</summary>
    public StandInRun WithPins() => WithPins("etc", "pinned/deep");

    public StandInRun WithPins(params IEnumerable<string> folders) =>
        With("--pin-root", "--pin-dup", "--pin-cloexec-dup", "--pin-rdonly")
            .With(folders.SelectMany(folder => new[] { "--pin-subdir", folder }));

    /// <summary>The container goes on whatever the hook said, and so shows what the hook left behind.</summary>
    public StandInRun ThatGoesOnRegardless() => With("--ignore-hook-failure");

    public async Task<StandInFacts> RunAsync()
    {
        string[] command = [.. Wrapper, BuiltStandIn.Executable, "--bundle", Bundle.Folder, "--hook", Hook, .. Options];
        var outcome = await HostCommand.RunAsync(command[0], command[1..]);
        return new StandInFacts(outcome);
    }
}
