using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The CycloneDX document of what is in the executables.</summary>
public sealed partial class BillOfMaterialsTests
{
    private JsonDocument document = null!;

    private IEnumerable<JsonElement> Components => document.RootElement.GetProperty("components").EnumerateArray();

    [OneTimeSetUp]
    public void Read() => document = JsonDocument.Parse(File.ReadAllBytes(Packages.BillOfMaterials));

    [OneTimeTearDown]
    public void Forget() => document.Dispose();

    [Test]
    public void Has_every_member_that_CycloneDX_requires()
    {
        var root = document.RootElement;

        Assert.That(root.GetProperty("bomFormat").GetString(), Is.EqualTo("CycloneDX"));
        Assert.That(root.GetProperty("specVersion").GetString(), Is.EqualTo("1.5"));
        Assert.That(root.GetProperty("version").GetInt32(), Is.EqualTo(1));
        Assert.That(root.GetProperty("serialNumber").GetString(), Does.Match(SerialNumber().ToString()));
        var metadata = root.GetProperty("metadata");
        Assert.That(metadata.GetProperty("timestamp").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UnixEpoch));
        Assert.That(Text(metadata.GetProperty("component"), "name"), Is.EqualTo("OciIdMapHook"));
        Assert.That(Components.Select(component => Text(component, "bom-ref")), Is.Unique);
        foreach (var component in Components)
        {
            Assert.That(Text(component, "type"), Is.AnyOf("application", "library", "framework"));
            Assert.That(Text(component, "name"), Is.Not.Empty);
            Assert.That(Text(component, "version"), Does.Match(@"^\d+\.\d+"));
            Assert.That(
                LicenceOf(component),
                Is.AnyOf("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later"), $"{component}");
        }
    }

    [Test]
    public void Every_reference_leads_to_a_component()
    {
        var known = Components.Select(component => Text(component, "bom-ref")).Append("OciIdMapHook").ToHashSet();

        foreach (var dependency in document.RootElement.GetProperty("dependencies").EnumerateArray())
        {
            Assert.That(known, Has.Member(Text(dependency, "ref")));
            Assert.That(
                dependency.GetProperty("dependsOn").EnumerateArray().Select(item => item.GetString()), Is.SubsetOf(known));
        }
    }

    [TestCase("oci-idmap-hook")]
    [TestCase("oci-idmapctl")]
    public async Task Names_the_executables_by_their_sums(string name)
    {
        var sum = SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Packages.Folder, name)));

        var hash = Components.Single(component => Text(component, "name") == name).GetProperty("hashes")[0];

        Assert.That(Text(hash, "alg"), Is.EqualTo("SHA-256"));
        Assert.That(Text(hash, "content"), Is.EqualTo(Convert.ToHexStringLower(sum)));
    }

    [Test]
    public void The_hook_is_made_of_this_repository_the_runtime_and_the_C_library_alone()
    {
        var hook = document.RootElement.GetProperty("dependencies").EnumerateArray()
            .Single(dependency => Text(dependency, "ref") == "oci-idmap-hook");

        Assert.That(
            hook.GetProperty("dependsOn").EnumerateArray().Select(item => item.GetString()!.Split('@')[0]),
            Is.EquivalentTo(["pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", "pkg:generic/glibc"]));
    }

    [Test]
    public void Every_package_that_the_tool_refers_to_is_in_it()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src", "OciIdMapHook.Ctl", "OciIdMapHook.Ctl.csproj"));
        var referred = PackageReference().Matches(project).Select(match => match.Groups[1].Value).ToList();

        Assert.That(referred, Is.Not.Empty);
        Assert.That(referred, Is.SubsetOf(Components.Select(component => Text(component, "name"))));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string LicenceOf(JsonElement component)
    {
        var licence = component.GetProperty("licenses")[0];
        return licence.TryGetProperty("expression", out var expression)
            ? expression.GetString()!
            : Text(licence.GetProperty("license"), "id");
    }

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex SerialNumber();

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();
}
