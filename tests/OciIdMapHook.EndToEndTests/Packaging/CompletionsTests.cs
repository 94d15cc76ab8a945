using OciIdMapHook.EndToEndTests.Operator;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The completions in real shells, on a real terminal, by the key that people press.</summary>
public sealed class CompletionsTests : Scenario
{
    private const string Tab = "\t";

    private static string Bash =>
        $"export PATH={Packages.Folder}:$PATH PS1='$ '; bind 'set enable-bracketed-paste off'; "
        + $". '{Packages.Source("completions", "oci-idmapctl.bash")}'";

    private static string Zsh =>
        $"export PATH={Packages.Folder}:$PATH PS1='$ '; "
        + $"fpath=('{Packages.Source("completions")}' $fpath); autoload -Uz compinit; compinit -D -u";

    private static string Fish =>
        $"set -gx PATH {Packages.Folder} $PATH; function fish_prompt; echo '$ '; end; "
        + $"source '{Packages.Source("completions", "oci-idmapctl.fish")}'";

    [TestCase("oci-idmapctl chec", "oci-idmapctl check ")]
    [TestCase("oci-idmapctl check --roo", "oci-idmapctl check --root ")]
    [TestCase("oci-idmapctl umou", "oci-idmapctl umount ")]
    public async Task Bash_completes(string typed, string completed) =>
        await CompletesAsync(["bash", "--norc", "--noprofile", "-i"], Bash, typed, completed);

    [TestCase("oci-idmapctl chec", "oci-idmapctl check ")]
    [TestCase("oci-idmapctl check --roo", "oci-idmapctl check --root ")]
    public async Task Zsh_completes(string typed, string completed) =>
        await CompletesAsync(["zsh", "-f", "-i"], Zsh, typed, completed);

    [TestCase("oci-idmapctl chec", "oci-idmapctl check ")]
    [TestCase("oci-idmapctl check --roo", "oci-idmapctl check --root ")]
    public async Task Fish_completes(string typed, string completed) =>
        await CompletesAsync(["fish", "--no-config", "--private"], Fish, typed, completed);

    [Test]
    public async Task Bash_completes_paths_where_the_tool_knows_nothing()
    {
        var file = Path.Combine(Folder.FullPath, "a-folder-of-mine");
        Directory.CreateDirectory(file);

        await CompletesAsync(
            ["bash", "--norc", "--noprofile", "-i"], Bash, $"oci-idmapctl check {file[..^5]}", $"oci-idmapctl check {file}/");
    }

    private async Task CompletesAsync(string[] shell, string setUp, string typed, string completed)
    {
        await using var terminal = new Terminal(columns: 130);
        // Its history and its cache are the test's own.
        await terminal.StartAsync(["env", $"HOME={Folder.FullPath}", $"XDG_DATA_HOME={Folder.FullPath}", .. shell]);
        await terminal.TypeAsync($"{setUp}; clear; echo rea''dy\n");
        await terminal.WaitForAsync("ready");

        await terminal.TypeAsync(typed + Tab);

        await terminal.WaitForAsync($"$ {completed.TrimEnd()}");
        // What follows the completed word is typed after a blank that the shell has put there.
        await terminal.TypeAsync("X");
        await terminal.WaitForAsync($"$ {completed}X");
        await terminal.ExitAsync();
    }
}
