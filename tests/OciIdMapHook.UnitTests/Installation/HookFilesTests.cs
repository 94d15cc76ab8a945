using System.Text;
using OciIdMapHook.Installation;
using static OciIdMapHook.Installation.ViolationEffect;

namespace OciIdMapHook.UnitTests.Installation;

public sealed class HookFilesTests
{
    private const string NotPositive =
        "hook.timeout must be a positive number of seconds: with 0 or less runc ends the hook at once, and crun never";

    [TestCase("""{ "version": "1.0.0", "hook": { "path": "/usr/libexec/oci/hooks.d/oci-idmap-hook" } }""", true)]
    [TestCase("""{ "hook": "/elsewhere/oci-idmap-hook", "stages": ["prestart"] }""", true)]
    [TestCase("""{ "version": "1.0.0", "hook": { "path": "/usr/bin/oci-idmap-hook-2" } }""", false)]
    [TestCase("""{ "hook": 1 }""", false)]
    [TestCase("""{ "VERSION": "1.0.0", "Hook": { "PATH": "/elsewhere/oci-idmap-hook" } }""", true)]
    [TestCase("""{ "version": "1.0.0", "hook": { "path": "/x" }, "hook": { "path": "/oci-idmap-hook" } }""", true)]
    [TestCase("""[]""", false)]
    public void Are_known_by_the_name_of_the_executable(string document, bool isOurs) =>
        Assert.That(Read(document).NamesThisHook, Is.EqualTo(isOurs));

    [TestCase("""{ "version": "2\n" }""", ContainersFail, """version must be "1.0.0", not "2\u000a" """)]
    [TestCase("{}", ContainersFail, "hook is required")]
    [TestCase("{}", HookIgnored, "when is required")]
    [TestCase("{}", ContainersFail, "stages is required")]
    [TestCase("""{ "hook": "/hook" }""", ContainersFail, "hook must be an object")]
    [TestCase("""{ "hook": {} }""", ContainersFail, "hook.path is required")]
    [TestCase("""{ "hook": { "path": "bin/hook" } }""", HookIgnored, "hook.path must be absolute")]
    [TestCase("""{ "hook": { "args": [] } }""", AgainstSchema, "hook.args must begin with the name of the program")]
    [TestCase("""{ "hook": { "args": "x" } }""", ContainersFail, "hook.args must be a list of strings")]
    [TestCase("""{ "hook": { "env": [] } }""", AgainstSchema, "hook.env must hold at least one NAME=value")]
    [TestCase("""{ "hook": { "env": ["PATH"] } }""", AgainstSchema, "hook.env must hold at least one NAME=value")]
    [TestCase("""{ "hook": { "env": [1] } }""", ContainersFail, "hook.env must be a list of strings")]
    [TestCase("""{ "hook": {} }""", AgainstSchema, "hook.timeout is required: without one a hook that hangs hangs its container")]
    [TestCase("""{ "hook": { "timeout": 0 } }""", AgainstSchema, NotPositive)]
    [TestCase("""{ "hook": { "timeout": -1 } }""", AgainstSchema, NotPositive)]
    [TestCase("""{ "hook": { "timeout": 1.5 } }""", ContainersFail, "hook.timeout must be a whole number")]
    [TestCase("""{ "hook": { "timeout": "5" } }""", ContainersFail, "hook.timeout must be a whole number")]
    [TestCase("""{ "hook": { "path": 1 } }""", ContainersFail, "hook.path must be a string")]
    [TestCase("""{ "hook": { "path": 1, "path": "/x" } }""", ContainersFail, "hook.path must be a string")]
    [TestCase("""{ "hook": null }""", ContainersFail, "hook.path is required")]
    [TestCase("""{ "hook": { "path": "/x", "path": "" } }""", ContainersFail, "hook.path is required")]
    [TestCase("""{ "version": 1 }""", ContainersFail, "version must be a string")]
    [TestCase("""{ "when": null }""", HookIgnored, "when must hold a condition")]
    [TestCase(
        """{ "when": { "always": null, "commands": null, "annotations": {} } }""", HookIgnored, "when must hold a condition")]
    [TestCase("""{ "when": { "always": false } }""", HookIgnored, "when.always is false, which holds for no container")]
    [TestCase(
        """{ "when": { "hasBindMounts": false } }""", HookIgnored, "when.hasBindMounts is false, which holds for no container")]
    [TestCase("""{ "stages": null }""", ContainersFail, "stages is required")]
    [TestCase("""{ "stages": [null] }""", ContainersFail, "stages:  is unknown")]
    [TestCase("""{ "stages": ["prestart"], "stages": ["x"] }""", ContainersFail, "stages: x is unknown")]
    [TestCase("""{ "hook": { "user": 0 } }""", AgainstSchema, "hook.user is unknown")]
    [TestCase("""{ "when": [] }""", ContainersFail, "when must be an object")]
    [TestCase("""{ "when": {} }""", HookIgnored, "when must hold a condition")]
    [TestCase("""{ "when": { "always": "yes" } }""", ContainersFail, "when.always must be true or false")]
    [TestCase("""{ "when": { "hasBindMounts": 1 } }""", ContainersFail, "when.hasBindMounts must be true or false")]
    [TestCase("""{ "when": { "commands": "sh" } }""", ContainersFail, "when.commands must be a list of strings")]
    [TestCase(
        """{ "when": { "commands": ["["] } }""",
        ContainersFail,
        "when.commands: [ is no expression: a closing bracket is missing")]
    [TestCase("""{ "when": { "annotations": [] } }""", ContainersFail, "when.annotations must be an object of strings")]
    [TestCase(
        """{ "when": { "annotations": { "a": ")" } } }""",
        ContainersFail,
        "when.annotations: ) is no expression: a closing parenthesis has no opening one")]
    [TestCase("""{ "when": { "never": true } }""", AgainstSchema, "when.never is unknown")]
    [TestCase("""{ "stages": [] }""", HookIgnored, "stages must name a stage")]
    [TestCase("""{ "stages": "prestart" }""", ContainersFail, "stages must be a list of strings")]
    [TestCase("""{ "stages": ["prestop"] }""", ContainersFail, "stages: prestop is unknown")]
    [TestCase("""{ "stage": [] }""", AgainstSchema, "stage is unknown")]
    [TestCase("[]", ContainersFail, "it must be a JSON object")]
    public void Break_rules(string document, ViolationEffect effect, string sentence)
    {
        var versioned = document.Contains("version", StringComparison.Ordinal) || document[0] != '{'
            ? document
            : $"{{ \"version\": \"1.0.0\"{(document == "{}" ? "" : ",")}{document[1..]}";

        Assert.That(Read(versioned).Violations, Has.Member(new HookFileViolation(effect, sentence.TrimEnd())));
    }

    [TestCase("{}", ContainersFail, "hook is required")]
    [TestCase("null", ContainersFail, "hook is required")]
    [TestCase("{}", ContainersFail, "stages is required")]
    [TestCase(
        "{}", AgainstSchema, "version should be \"1.0.0\", but it has none, so that engines read the file in the older form")]
    [TestCase("""{ "hook": {} }""", ContainersFail, "hook must be a string")]
    [TestCase("""{ "hook": "/x", "stages": [], "stage": [] }""", ContainersFail, "stages and stage must not be there both")]
    [TestCase("""{ "hook": "/x", "cmds": [], "cmd": [] }""", ContainersFail, "cmds and cmd must not be there both")]
    [TestCase("""{ "hook": "/x", "stages": ["x"] }""", ContainersFail, "stages: x is unknown")]
    [TestCase("""{ "hook": "/x", "cmd": ["["] }""", ContainersFail, "cmds: [ is no expression: a closing bracket is missing")]
    [TestCase("""{ "hook": "/x", "arguments": {} }""", ContainersFail, "arguments must be a list of strings")]
    [TestCase("""{ "hook": "/x", "hasbindmounts": 1 }""", ContainersFail, "hasbindmounts must be true or false")]
    [TestCase(
        """{ "hook": "/x", "stages": ["prestart"] }""", HookIgnored, "cmds, annotations or hasbindmounts must hold a condition")]
    public void Of_the_older_form_break_its_rules(string document, ViolationEffect effect, string sentence) =>
        Assert.That(Read(document).Violations, Has.Member(new HookFileViolation(effect, sentence)));

    [TestCase("""{ "hook": "/x", "stages": ["prestart"], "cmds": ["sh"] }""")]
    [TestCase(
        """{ "version": "0.1.0", "hook": "/x", "stage": ["prestart"], "stages": null, "annotation": ["a"], "arguments": null """
        + """}""")]
    [TestCase("""{ "version": null, "hook": "/x", "stages": ["prestart"], "hasbindmounts": true }""")]
    public void Of_the_older_form_are_taken(string document) =>
        Assert.That(Read(document).Violations.Select(violation => violation.Effect), Is.All.EqualTo(AgainstSchema));

    // Each by itself, in a file that has nothing else wrong.
    [TestCase("""  "when": { "always": true, "annotations": null } """)]
    [TestCase("""  "when": { "always": true, "commands": null, "hasBindMounts": null } """)]
    [TestCase("""  "when": { "always": null, "annotations": { "a": null } } """)]
    [TestCase("""  "when": { "commands": [null] } """)]
    [TestCase("""  "when": { "always": false, "always": true } """)]
    [TestCase("""  "when": { "always": false }, "when": { "always": true } """)]
    [TestCase("""  "when": { "always": true }, "when": null """)]
    [TestCase("""  "WHEN": { "ALWAYS": true } """)]
    [TestCase("""  "when": { "always": true }, "Stages": ["poststop"] """)]
    [TestCase("""  "when": { "always": true }, "ſtages": ["x"], "stages": ["poststop"] """)]
    [TestCase("""  "when": { "always": true }, "hook": { "timeout": 0 } """)]
    [TestCase("""  "when": { "always": true }, "hook": { "timeout": null } """)]
    [TestCase("""  "when": { "always": true }, "hook": { "args": null, "env": null } """)]
    [TestCase("""  "when": { "always": true }, "hook": { "env": [null] } """)]
    [TestCase("""  "when": { "always": true }, "hook": null """)]
    [TestCase("""  "when": { "always": true }, "hook": { "path": null } """)]
    [TestCase("""  "when": { "always": true }, "version": null """)]
    [TestCase("""  "when": { "always": true }, "more": [1, { "a": null }] """)]
    [TestCase("""  "when": { "always": true, "or": 1, "\ud800": 1 }, "hook": { "args": ["\ud800"] } """)]
    public void Are_taken_as_Go_reads_them(string members)
    {
        var document = $$"""
            { "version": "1.0.0", "hook": { "path": "/x", "env": ["A=b"], "timeout": 5 }, "stages": ["prestart"], {{members}} }
            """;

        Assert.That(Read(document).Violations.Select(violation => violation.Effect), Is.All.EqualTo(AgainstSchema));
    }

    [Test]
    public void Are_read_whatever_their_bytes_are()
    {
        byte[] document =
            [.. """{ "hook": "/x", "stages": ["prestart"], "cmds": ["sh"], "more": " """u8, 0xFF, 0xC0, .. "\" }"u8];

        Assert.That(HookFile.Read(document).Violations.Select(violation => violation.Effect), Is.All.EqualTo(AgainstSchema));
    }

    [TestCase(5000, 0)]
    [TestCase(20000, 1)]
    public void Are_read_as_deep_as_Go_goes(int levels, int failures)
    {
        var document = $$"""{ "hook": "/x", "stages": ["prestart"], "cmds": ["sh"], "more": """
            + $$"""{{new string('[', levels)}}{{new string(']', levels)}} }""";

        Assert.That(Read(document).Violations.Count(violation => violation.Effect == ContainersFail), Is.EqualTo(failures));
    }

    [TestCase("", "line 1, byte 1")]
    [TestCase("{\n\"version\": ", "line 2, byte 12")]
    [TestCase("{} {}", "line 1, byte 4")]
    [TestCase("{} // comment", "line 1, byte 4")]
    public void That_are_no_JSON_break_the_host(string document, string place)
    {
        var violation = Read(document).Violations.Single();

        Assert.That(violation.Effect, Is.EqualTo(ContainersFail));
        Assert.That(violation.Sentence, Is.EqualTo($"it is no JSON document: it errs or ends at {place}"));
    }

    private static HookFile Read(string document) => HookFile.Read(Encoding.UTF8.GetBytes(document));
}
