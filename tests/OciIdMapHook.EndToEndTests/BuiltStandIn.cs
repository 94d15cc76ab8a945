namespace OciIdMapHook.EndToEndTests;

/// <summary>The stand-in runtime's executable, built from this clone before the first test.</summary>
[SetUpFixture]
public sealed class BuiltStandIn
{
    // Users of the tests' own run it too, and the clone may lie where they do not come.
    private static readonly string Folder = $"/var/tmp/oci-idmap-stand-in-{Guid.NewGuid().ToString("N")[..8]}";

    internal static string Executable { get; } = Path.Combine(Folder, "stand-in");

    /// <summary>A library that leaves a file behind wherever it is loaded.</summary>
    internal static string PreloadedLibrary { get; } = Path.Combine(Folder, "stand-in-preload.so");

    /// <summary>A static program that exchanges two folders all the time.</summary>
    internal static string Exchange { get; } = Path.Combine(Folder, "stand-in-exchange");

    /// <summary>Runs a program while it has a hold of a file: see its source.</summary>
    internal static string Hold { get; } = Path.Combine(Folder, "stand-in-hold");

    [OneTimeSetUp]
    public static async Task The_stand_in_builds()
    {
        var build = Path.Combine(Repository.Root, "tests", "StandIn", "build.sh");
        (await HostCommand.RunAsync("/usr/bin/env", $"OUT={Executable}", build)).Succeeded();
    }

    [OneTimeTearDown]
    public static void The_stand_in_is_removed() => Directory.Delete(Folder, recursive: true);
}
