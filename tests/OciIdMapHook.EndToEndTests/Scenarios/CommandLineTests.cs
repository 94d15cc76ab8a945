using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>The executable by itself.</summary>
public sealed class CommandLineTests
{
    [TestCase("--version")]
    [TestCase("--help")]
    public async Task It_answers(string option)
    {
        var outcome = await HostCommand.RunAsync(Shipped.Hook, option);

        Assert.That(outcome.Succeeded().StandardOutput, Is.Not.Empty);
    }

    [TestCase("", "--no-such-option")]
    [TestCase("", "noSuchStage")]
    [TestCase("", "createRuntime")]
    [TestCase("{ \"id\": ", "createRuntime")]
    [TestCase("[]", "createRuntime")]
    public async Task Bad_use_is_one_line_on_standard_error_and_exit_code_2(string state, string argument)
    {
        var outcome = await HostCommand.RunOnAsync(state, Shipped.Hook, argument);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.StandardOutput, Is.Empty);
        Assert.That(outcome.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }
}
