using OciIdMapHook.EndToEndTests.Operator.Installing;
using static OciIdMapHook.EndToEndTests.Operator.Check.PlantedHost;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>What keeps an installed hook from its work is found, each with its own words.</summary>
public sealed class PlantedFaultsTests
{
    [Test]
    public async Task Nothing_is_wrong_with_a_good_installation()
    {
        var report = await ReportAsync("");

        Assert.That(report.GetProperty("ready").GetBoolean(), Is.True, report.ToString());
        Assert.That(report.GetProperty("warnings").GetInt32(), Is.Zero, report.ToString());
        Assert.That(report.Finding("hook-in-force"), Does.StartWith($"ok | Podman runs the hook, by {Json}"));
        Assert.That(
            report.Finding("hook-precreate"), Does.StartWith($"ok | Podman runs the hook before the runtime, by {Precreate}"));
        Assert.That(
            report.Finding("hook-json", of: Json), Does.StartWith($"ok | {Json} is valid, and {Hook} is there and executable"));
        Assert.That(report.Finding("hook-version"), Does.StartWith($"ok | {Hook} is of version "));
    }

    [Test]
    public async Task Missing_binary()
    {
        var report = await ReportAsync($"rm {Hook}");

        Assert.That(report.Finding("hook-binary-missing", of: Json), Is.EqualTo(
            $"problem | {Json}: hook.path names {Hook}, and there is no such file"
            + " | Podman passes over the file without a word: containers start without the hook"
            + " | install it again: oci-idmapctl install, or remove the file"));
        Assert.That(report.Finding("hook-in-force"), Does.StartWith("problem | Podman does not run the hook"));
    }

    [Test]
    public async Task Binary_that_cannot_be_executed()
    {
        var report = await ReportAsync($"chmod 0644 {Hook}");

        Assert.That(report.Finding("hook-binary-unfit", of: Json), Does.StartWith(
            $"problem | {Json}: hook.path names {Hook}, which is not executable | no container of Podman can start"));
    }

    [Test]
    public async Task Wrong_version()
    {
        var report = await ReportAsync(InstallRoot.NoteOfVersion(Hook, "9.8.7"));

        Assert.That(report.Finding("hook-version"), Does.Match(
            $@"^problem \| {Hook} is of version 9\.8\.7, and this tool of [\d.]+ \| "));
    }

    [Test]
    public async Task Binary_without_a_note_of_its_version()
    {
        var report = await ReportAsync($"printf '#!/bin/sh\\nexit 1\\n' > {Hook}");

        Assert.That(
            report.Finding("hook-version"),
            Does.StartWith($"problem | the version of {Hook} is not known: it has no note of it"));
    }

    [TestCase("echo '{' >", "it is no JSON document")]
    [TestCase("sed -i /stages/d", "it is no JSON document")]
    [TestCase("sed -i s/createRuntime/create/", "stages: create is unknown")]
    [TestCase(": >", "it is no JSON document")]
    public async Task Json_that_does_not_validate(string fault, string reason)
    {
        var report = await ReportAsync($"{fault} {Json}");

        Assert.That(report.Finding("hook-json-invalid"), Does.StartWith($"problem | {Json} is not valid: {reason}")
            .And.EndsWith("| no container of Podman can start | install it again: oci-idmapctl install"));
    }

    [Test]
    public async Task Json_of_another_hook_that_does_not_validate()
    {
        var report = await ReportAsync($"echo '{{\"version\": \"1.0.0\"}}' > {Path.GetDirectoryName(Json)}/other.json");

        Assert.That(report.Finding("other-json-invalid"), Does.StartWith(
            $"problem | {Path.GetDirectoryName(Json)}/other.json, which is not this hook's, is not valid: hook is required")
            .And.Contain("no container of Podman can start"));
    }

    [TestCase(
        """{"version":"1.0.0","hook":{"path":"/bin/true"},"when":{"always":true,"annotations":null},"stages":["prestart"]}""")]
    [TestCase("""{"version":"1.0.0","hook":{"path":"/bin/true","timeout":0},"when":{"always":true},"stages":["prestart"]}""")]
    [TestCase("""{"Version":"1.0.0","HOOK":{"path":"/bin/true","args":null},"when":{"commands":null},"stages":["poststop"]}""")]
    [TestCase("""{"hook":"/bin/true","stage":["prestart"],"cmds":["sh"]}""")]
    public async Task Json_of_another_hook_that_Podman_takes_is_no_fault(string document)
    {
        var report = await ReportAsync($"printf %s '{document}' > {Path.GetDirectoryName(Json)}/other.json");

        Assert.That(report.GetProperty("findings").ToString(), Does.Not.Contain("other-json"));
    }

    [Test]
    public async Task The_hook_in_two_folders_that_are_read()
    {
        var report = await ReportAsync($"{ConfigureBothFolders}; cp {Json} {AdministratorsFolder}/again.json");

        Assert.That(report.Finding("hook-twice"), Does.StartWith(
            $"warning | Podman runs the hook more than once for each container: by {AdministratorsFolder}/again.json and by "
            + $"{Json}"));
    }

    [Test]
    public async Task The_hook_in_two_folders_of_which_one_is_not_read()
    {
        var report = await ReportAsync($"cp {Json} {AdministratorsFolder}");

        Assert.That(report.Finding("hook-json-unread"), Does.StartWith(
            $"warning | {AdministratorsFolder}/oci-idmap-hook.json is in a folder that no engine here reads (Podman)"));
    }

    [Test]
    public async Task Masked_json()
    {
        var report = await ReportAsync(
            $"{ConfigureBothFolders}; sed 's|{Hook}|/bin/true|' {Json} > {AdministratorsFolder}/oci-idmap-hook.json");

        Assert.That(report.Finding("hook-json-masked"), Does.StartWith(
            $"problem | {Json} is masked for Podman by {AdministratorsFolder}/oci-idmap-hook.json, which does not run the hook"));
        Assert.That(report.Finding("hook-in-force"), Does.StartWith("problem | Podman does not run the hook"));
    }

    [Test]
    public async Task Json_that_is_masked_by_a_copy_of_it()
    {
        var report = await ReportAsync($"{ConfigureBothFolders}; cp {Json} {AdministratorsFolder}");

        Assert.That(report.Finding("hook-json-masked"), Does.StartWith("warning | ").And.Contain("which runs the hook as well"));
        Assert.That(report.Finding("hook-in-force"), Does.StartWith($"ok | Podman runs the hook, by {AdministratorsFolder}/"));
    }

    [Test]
    public async Task Storage_folder_on_a_file_system_that_cannot_be_idmapped()
    {
        var report = await ReportAsync(
            "mkdir /usr/libexec/storage; mount -t ramfs ramfs /usr/libexec/storage; "
            + "printf '[storage]\\ngraphroot = \"/usr/libexec/storage\"\\n' > /etc/containers/storage.conf");

        Assert.That(report.Finding("storage-idmap"), Does.StartWith(
            "problem | /usr/libexec/storage, where Podman keeps containers, cannot be idmapped: "
            + "mount_setattr(MOUNT_ATTR_IDMAP) of /usr/libexec/storage on ramfs: EINVAL")
            .And.Contain("containers of Podman whose files lie there are refused"));
    }

    [Test]
    public async Task Configuration_of_the_engine_that_is_no_toml()
    {
        var report = await ReportAsync("echo '[engine' > /etc/containers/containers.conf");

        Assert.That(
            report.Finding("engine-configuration"),
            Does.StartWith("unknown | /etc/containers/containers.conf cannot be understood: ")
            .And.Contain("which folders Podman uses is not known for sure"));
    }

    [Test]
    public async Task No_user_namespaces_allowed()
    {
        var outcome = await HostCommand.RunAsync(
            "unshare", "--user", "--map-root-user", "sh", "-ec",
            $"echo 0 > /proc/sys/user/max_user_namespaces; exec '{Ctl.Executable}' check");

        Assert.That(outcome.ExitCode, Is.EqualTo(3), outcome.ToString());
        Assert.That(outcome.StandardOutput, Does.Match(
            @"(?m)^problem +max-user-namespaces +user\.max_user_namespaces is 0: nobody may make a user namespace\. Why it "
            + @"matters: "));
    }
}
