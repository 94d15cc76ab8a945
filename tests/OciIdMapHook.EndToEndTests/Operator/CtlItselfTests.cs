namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>The operator's tool by itself.</summary>
public sealed class CtlItselfTests
{
    [Test]
    public async Task It_has_the_version_of_the_hook()
    {
        var hook = await HostCommand.ReadAsync(Environment.Shipped.Hook, "--version");

        var outcome = await Ctl.RunAsync("--version");

        Assert.That(outcome.Succeeded().StandardOutput.Trim(), Is.EqualTo(hook.Split(' ')[1]));
    }

    [TestCase("--no-such-option")]
    [TestCase("no-such-verb")]
    public async Task Bad_use_is_said_on_standard_error_with_exit_code_2(string argument)
    {
        var outcome = await Ctl.RunAsync(argument);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.StandardOutput, Is.Empty);
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: ").And.Contain(argument));
    }

    [Test]
    public async Task Help_fits_an_80_column_terminal()
    {
        await using var terminal = new Terminal(columns: 80);

        var screen = await terminal.RunAsync(Ctl.Executable, "--help");

        Assert.That(screen.ExitCode, Is.Zero);
        Assert.That(screen.Text, Does.Contain("--json"));
    }

    [Test]
    public async Task The_list_of_verbs_says_one_sentence_of_each()
    {
        var outcome = await Ctl.RunAsync("--help");

        Assert.That(outcome.Lines, Has.Some.StartWith("  mount <SRC> <DST>"));
        Assert.That(outcome.StandardOutput, Does.Not.Contain("mount_setattr(2)"));
    }

    [Test]
    public async Task A_verbs_own_help_says_all()
    {
        var outcome = await Ctl.RunAsync("mount", "--help");

        Assert.That(outcome.Succeeded().StandardOutput, Does.Contain("--userns").And.Contain("mount_setattr(2)"));
    }
}
