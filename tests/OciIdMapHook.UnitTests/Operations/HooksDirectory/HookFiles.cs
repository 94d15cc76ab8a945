using System.Text;
using OciIdMapHook.Operations.HooksDirectory;
using static OciIdMapHook.Operations.HooksDirectory.ViolationEffect;

namespace OciIdMapHook.UnitTests.Operations.HooksDirectory;

public sealed class HookFiles
{
    [TestCase("""{ "version": "1.0.0", "hook": { "path": "/usr/libexec/oci/hooks.d/oci-idmap-hook" } }""", true)]
    [TestCase("""{ "hook": "/elsewhere/oci-idmap-hook", "stages": ["prestart"] }""", true)]
    [TestCase("""{ "hook": { "path": "/usr/bin/oci-idmap-hook-2" } }""", false)]
    [TestCase("""{ "hook": 1 }""", false)]
    [TestCase("""[]""", false)]
    public void Are_known_by_the_name_of_the_executable(string document, bool isOurs) =>
        Assert.That(Read(document).NamesThisHook, Is.EqualTo(isOurs));

    [TestCase("{}", ContainersFail, "version must be \"1.0.0\"")]
    [TestCase("""{ "version": "2\n" }""", ContainersFail, """version must be "1.0.0", not "2\n" """)]
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
    [TestCase("""{ "hook": { "timeout": 0 } }""", ContainersFail, "hook.timeout must be a positive number of seconds")]
    [TestCase("""{ "hook": { "timeout": 1.5 } }""", ContainersFail, "hook.timeout must be a positive number of seconds")]
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
    [TestCase("""{ "stages": ["precreate"] }""", ContainersFail, "stages: precreate is unknown")]
    [TestCase("""{ "stage": [] }""", AgainstSchema, "stage is unknown")]
    [TestCase("[]", ContainersFail, "it must be a JSON object")]
    public void Break_rules(string document, ViolationEffect effect, string sentence) =>
        Assert.That(Read(document).Violations, Has.Member(new HookFileViolation(effect, sentence.TrimEnd())));

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
