using System.Reflection;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Installation;

/// <summary>Installing runs as root in the scripts of packages: it must never come to depend on what remaps.</summary>
public sealed class InstallationLayerTests
{
    [Test]
    public void Installing_knows_files_and_documents_and_nothing_of_remapping() =>
        Assert.That(ProjectsOf(typeof(Installer).Assembly), Is.EquivalentTo(["OciIdMapHook.Documents", "OciIdMapHook.Linux"]));

    [Test]
    public void A_layer_that_does_know_of_it_is_noticed() =>
        Assert.That(ProjectsOf(typeof(HostCheck).Assembly), Does.Contain("OciIdMapHook.Remapping"));

    private static IEnumerable<string> ProjectsOf(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => name.StartsWith("OciIdMapHook.", StringComparison.Ordinal));
}
