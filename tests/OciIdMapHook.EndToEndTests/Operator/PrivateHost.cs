using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>
/// Runs shell scripts in a mount namespace of their own, in a work folder, where <c>$ctl</c> is the operator's tool.
/// </summary>
internal static class PrivateHost
{
    internal static Task<CommandOutcome> RunAsync(WorkFolder folder, string script) =>
        HostCommand.RunAsync(Repository.EnvironmentScript("enter.sh"), Command(folder, script));

    /// <summary>What a script prints that must succeed.</summary>
    internal static async Task<IReadOnlyList<string>> ReadAsync(WorkFolder folder, string script) =>
        (await RunAsync(folder, script)).Succeeded().Lines;

    /// <summary>The same on a real terminal.</summary>
    internal static async Task<TerminalScreen> RunOnTerminalAsync(WorkFolder folder, int columns, string script)
    {
        await using var terminal = new Terminal(columns);
        return await terminal.RunAsync(Repository.EnvironmentScript("enter.sh"), Command(folder, script));
    }

    private static string[] Command(WorkFolder folder, string script) =>
        ["host", "--", "/bin/sh", "-e", "-c", $"ctl={Ctl.Executable}\ncd {folder.FullPath}\n{script}"];
}
