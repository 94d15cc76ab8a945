using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests;

/// <summary>
/// What every test needs. What is missing fails the run and never skips it: a matrix with holes would look green.
/// </summary>
[SetUpFixture]
public sealed class Prerequisites
{
    [OneTimeSetUp]
    public static async Task Everything_that_the_tests_need_is_there()
    {
        Assert.That(
            System.Environment.IsPrivilegedProcess, Is.True, "These tests make containers as root: run them as root.");
        Assert.That(
            File.Exists(Environment.Repository.Hook),
            Is.True,
            $"{Environment.Repository.Hook} is missing: packaging/build.sh makes it.");
        var versions = await Task.WhenAll(RuntimeMatrix.All.Select(async runtime => $"{runtime}: {await runtime.VersionAsync()}"));
        await File.WriteAllLinesAsync(Path.Combine(Environment.Repository.Root, "artifacts", "runtimes-under-test.txt"), versions);
    }
}
