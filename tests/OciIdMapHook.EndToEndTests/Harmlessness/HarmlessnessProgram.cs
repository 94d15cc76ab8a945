namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>The program that the containers run and that lists their files on disk, built from this clone.</summary>
internal static class HarmlessnessProgram
{
    private static readonly Lazy<Task> Built =
        new(() => HostCommand.ReadAsync(Path.Combine(Repository.Root, "tests", "StandIn", "build.sh")));

    public static string Executable { get; } = Path.Combine(Repository.Root, "artifacts", "stand-in-listing");

    public static Task BuiltAsync() => Built.Value;
}
