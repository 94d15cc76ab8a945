using System.Text;

namespace OciIdMapHook.UnitTests.Documentation;

/// <summary>README.md is short, and begins with the two commands.</summary>
public sealed class ReadMeTests
{
    private const int MaxBytes = 9000;

    private static string Text { get; } = RepositoryText.Read("README.md");

    [Test]
    public void Is_short() => Assert.That(Encoding.UTF8.GetByteCount(Text), Is.AtMost(MaxBytes));

    /// <summary>The first sets up a fresh machine and shows the hook at work, the second sets up and runs every test.</summary>
    [Test]
    public void Its_first_block_is_the_two_commands()
    {
        var lines = MarkdownText.Of("README.md", Text).Blocks[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var commands = lines.Skip(1).Select(line => line.Split('#')[0].Trim()).ToList();

        Assert.That(lines[0], Is.EqualTo("sh"));
        Assert.That(commands, Is.EqualTo(["packaging/demo.sh", "tests/run.sh"]));
        foreach (var command in commands)
            Assert.That(RepositoryText.Read(command), Does.StartWith("#!/usr/bin/env bash\n"), command);
    }

    [TestCase("packaging/man/oci-idmap-hook.1")]
    [TestCase("packaging/man/oci-idmap-hook.json.5")]
    [TestCase("packaging/man/oci-idmapctl.1")]
    [TestCase("CONTRIBUTING.md")]
    [TestCase("SECURITY.md")]
    [TestCase("CHANGELOG.md")]
    [TestCase("LICENSE")]
    [TestCase("tests/OciIdMapHook.Benchmarks/FIGURES.md")]
    public void Leads_to(string document) => Assert.That(MarkdownText.Of("README.md", Text).Links, Has.Member(document));

    /// <summary>What tests/bench.sh --update-figures writes it into.</summary>
    [TestCase("README.md")]
    [TestCase("tests/OciIdMapHook.Benchmarks/FIGURES.md")]
    public void Has_its_figures_between_marks(string document)
    {
        var text = RepositoryText.Read(document);
        var begin = text.IndexOf("\n<!-- figures of tests/bench.sh -->\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n<!-- end of figures -->\n", StringComparison.Ordinal);

        Assert.That(begin, Is.GreaterThan(0));
        Assert.That(end, Is.GreaterThan(begin));
        Assert.That(text[begin..end], Does.Contain("\n| what ").And.Contain("files.svg)"));
    }
}
