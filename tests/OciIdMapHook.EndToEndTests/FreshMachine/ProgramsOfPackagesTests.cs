using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.FreshMachine;

/// <summary>A program that is on the developer's machine by chance is as good as missing: no fresh machine has it.</summary>
public sealed class ProgramsOfPackagesTests : Scenario
{
    private const int CommandNotFound = 127;

    [Test]
    public async Task One_of_a_package_that_is_installed_but_in_no_list_is_not_found()
    {
        // It is on this machine, because the tests need it.
        await HostCommand.ReadAsync("setfattr", "--version");

        var programs = await ProgramFolder.MakeAsync(Folder, "bash");
        var outcome = await programs.RunAsync("setfattr --version");

        Assert.That(outcome.ExitCode, Is.EqualTo(CommandNotFound), outcome.ToString());
        Assert.That(outcome.StandardError, Does.Contain("setfattr: command not found"));
    }

    [Test]
    public async Task One_that_no_package_brings_is_not_found()
    {
        var planted = new ProgramFolder(Folder.Folder("planted"));
        planted.Replace("planted-by-hand", "exit 0");
        var path = $"{planted.FullPath}:{System.Environment.GetEnvironmentVariable("PATH")}";

        var folder = Path.Combine(Folder.FullPath, "programs");
        await HostCommand.ReadAsync("/usr/bin/env", $"PATH={path}", Repository.EnvironmentScript("programs.sh"), folder);

        Assert.That(new ProgramFolder(folder).Has("planted-by-hand"), Is.False);
        Assert.That(new ProgramFolder(folder).Has("setfattr"), Is.True);
    }

    [Test]
    public async Task Each_of_every_listed_package_is_found()
    {
        var packages = await ListedAsync();

        var programs = await ProgramFolder.MakeAsync(Folder);

        var files = await HostCommand.ReadAsync("dpkg-query", ["--listfiles", .. packages]);
        string[] expected = [.. files.Split('\n').Where(IsProgram).Select(path => Path.GetFileName(path)).Distinct()];
        Assert.That(expected, Has.Length.GreaterThan(100));
        Assert.That(expected.Where(program => !programs.Has(program)), Is.Empty);
    }

    [Test]
    public async Task Those_that_a_package_depends_on_or_every_system_has_are_found()
    {
        string[] expected = ["ld", "conmon", "sh", "awk", "dpkg", "apt-get"];

        var programs = await ProgramFolder.MakeAsync(Folder, "gcc", "podman");

        Assert.That(expected.Where(program => !programs.Has(program)), Is.Empty);
    }

    [Test]
    public async Task The_SDK_is_found()
    {
        var programs = await ProgramFolder.MakeAsync(Folder, "bash");

        var outcome = await programs.RunAsync("dotnet --list-sdks");

        Assert.That(outcome.Succeeded().StandardOutput, Does.StartWith("10."));
    }

    private static bool IsProgram(string path) =>
        Path.GetDirectoryName(path) is "/bin" or "/sbin" or "/usr/bin" or "/usr/sbin" && File.Exists(path);

    /// <summary>The named packages that are packages here: runc can come with Docker's.</summary>
    private static async Task<IReadOnlyList<string>> ListedAsync()
    {
        var script = $". '{Repository.EnvironmentScript("packages.sh")}' && packages_for '' && ! has_foreign_runc && echo runc";
        var outcome = await HostCommand.RunAsync("/bin/bash", "-c", script);
        return [.. outcome.Lines.Where(package => package != "runc" || outcome.ExitCode == 0).Distinct()];
    }
}
