using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The stand-in runtime's executable, built from this clone before the first test that needs it.</summary>
[SetUpFixture]
public sealed class BuiltStandIn
{
    internal static string Executable { get; } = Path.Combine(Repository.Root, "artifacts", "stand-in");

    /// <summary>A library that leaves a file behind wherever it is loaded.</summary>
    internal static string PreloadedLibrary { get; } = Path.Combine(Repository.Root, "artifacts", "stand-in-preload.so");

    /// <summary>A static program that exchanges two folders all the time.</summary>
    internal static string Exchange { get; } = Path.Combine(Repository.Root, "artifacts", "stand-in-exchange");

    [OneTimeSetUp]
    public static async Task The_stand_in_builds()
    {
        var built = await HostCommand.RunAsync(Path.Combine(Repository.Root, "tests", "StandIn", "build.sh"));
        built.Succeeded();
    }
}
