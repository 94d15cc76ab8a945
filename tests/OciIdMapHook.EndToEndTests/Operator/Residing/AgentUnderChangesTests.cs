using System.Globalization;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

public sealed class AgentUnderChangesTests
{
    private const int Changes = 100;

    [Test]
    public async Task It_survives_100_random_changes_and_ends_right_each_time()
    {
        var seed = System.Environment.GetEnvironmentVariable("OCI_IDMAP_TEST_SEED") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"OCI_IDMAP_TEST_SEED={seed}");
        using var root = new InstallRoot();
        await using var agent = await AgentRun.StartAsync(root);
        await AgentRun.UntilAsync(root.IsWholeAsync, () => "it has not installed");
        var change = new RandomChange(root, new Random(seed));

        for (var count = 1; count <= Changes; count++)
        {
            var name = change.Make();

            await AgentRun.UntilAsync(
                async () => IsAsShipped(root) && await root.IsWholeAsync(),
                () => $"seed {seed}, change {count}: {name}; it is not repaired: {string.Join(' ', root.Files)}");
            change.AssertThatForeignFilesAreUntouched();
        }

        Assert.That(agent.IsRunning, Is.True);
        var (outcome, _) = await agent.TerminateAsync();
        await TestContext.Out.WriteLineAsync(outcome.Succeeded().StandardError);
    }

    private static bool IsAsShipped(InstallRoot root)
    {
        try
        {
            return File.ReadAllBytes(root.Packaged).AsSpan().SequenceEqual(File.ReadAllBytes(Shipped.HooksDirectoryFile))
                && File.ReadAllBytes(root.Precreate).AsSpan().SequenceEqual(File.ReadAllBytes(Shipped.PrecreateFile))
                && File.ReadAllBytes(root.DropIn).AsSpan().SequenceEqual(File.ReadAllBytes(Shipped.PodmanConfiguration))
                && File.ReadAllBytes(root.Hook).AsSpan().SequenceEqual(File.ReadAllBytes(Shipped.Hook));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
