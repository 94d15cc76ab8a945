using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.FreshMachine;

/// <summary>A folder of links to the programs of packages and of nothing else, as tests/run.sh has for its PATH.</summary>
internal sealed record ProgramFolder(string FullPath)
{
    /// <summary>The folder for some packages; for those of all tests if none is named.</summary>
    public static async Task<ProgramFolder> MakeAsync(WorkFolder folder, params IEnumerable<string> packages)
    {
        var path = Path.Combine(folder.FullPath, "programs");
        await HostCommand.ReadAsync(Repository.EnvironmentScript("programs.sh"), [path, .. packages]);
        return new ProgramFolder(path);
    }

    public bool Has(string program) => File.Exists(Path.Combine(FullPath, program));

    /// <summary>A program of the test's own takes the place of what was there.</summary>
    public void Replace(string program, string script)
    {
        var path = Path.Combine(FullPath, program);
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Remove(string program) => File.Delete(Path.Combine(FullPath, program));

    /// <summary>Runs a shell script that finds the programs of this folder only.</summary>
    public Task<CommandOutcome> RunAsync(string script, params IEnumerable<string> environment) =>
        HostCommand.RunAsync("/usr/bin/env", [.. environment, $"PATH={FullPath}", "/bin/bash", "-c", script]);
}
