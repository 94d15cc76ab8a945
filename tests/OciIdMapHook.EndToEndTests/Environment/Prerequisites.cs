using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests;

/// <summary>
/// What every test needs. What is missing fails the run and never skips it: a matrix with holes would look green.
/// </summary>
[SetUpFixture]
public sealed class Prerequisites
{
    // The hooks of these tests leave their records where any hook of this machine does.
    private const string AuditFolder = "/run/oci-idmap-hook";

    private static bool hadAuditFolder;

    [OneTimeTearDown]
    public static void Records_of_the_tests_hooks_are_removed_where_no_others_were()
    {
        if (!hadAuditFolder && Directory.Exists(AuditFolder))
            Directory.Delete(AuditFolder, recursive: true);
    }

    [OneTimeSetUp]
    public static async Task Everything_that_the_tests_need_is_there()
    {
        hadAuditFolder = Directory.Exists(AuditFolder);
        Assert.That(
            System.Environment.IsPrivilegedProcess, Is.True, "These tests make containers as root: run them as root.");
        Assert.That(
            File.Exists(Environment.Shipped.Hook),
            Is.True,
            $"{Environment.Shipped.Hook} is missing: packaging/build.sh makes it.");
        var versions = await Task.WhenAll(
            RuntimeMatrix.All.Select(async runtime => $"{runtime}: {await runtime.VersionAsync()}"));
        await File.WriteAllLinesAsync(
            Path.Combine(Repository.Root, "artifacts", "runtimes-under-test.txt"), versions);
    }
}
