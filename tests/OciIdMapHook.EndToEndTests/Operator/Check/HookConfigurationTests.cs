using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>The hook's own configuration is read as the hook reads it.</summary>
public sealed class HookConfigurationTests
{
    [TestCase("{ /* nothing */ }", "ok | /etc/oci-idmap-hook/config.json is valid")]
    [TestCase("{ \"rootsf\": \"auto\" }", "problem | the hook cannot use its configuration: ")]
    public async Task It_is_valid_or_the_reason_is_told(string document, string finding)
    {
        await using var folder = WorkFolder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder.Folder("etc", "oci-idmap-hook"), "config.json"), document);

        var report = await Ctl.RunJsonAsync("check", "--root", folder.FullPath);

        Assert.That(report.Finding("hook-configuration"), Does.StartWith(finding));
    }

    [Test]
    public async Task Without_a_file_the_defaults_hold()
    {
        await using var folder = WorkFolder.Create();

        var report = await Ctl.RunJsonAsync("check", "--root", folder.FullPath);

        Assert.That(
            report.Finding("hook-configuration"),
            Does.StartWith("ok | the defaults hold: there is no /etc/oci-idmap-hook/config.json"));
    }
}
