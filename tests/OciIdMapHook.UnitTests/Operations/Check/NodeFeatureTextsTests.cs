using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Check;

public sealed class NodeFeatureTextsTests
{
    [Test]
    public void Every_value_is_fit_for_a_label()
    {
        var report = new HostReport
        {
            Version = "0.1.0",
            Kernel = "6.18",
            Root = "/",
            Engines = [new FoundProgram("podman", "/usr/bin/podman", $"5.8.6+{new string('x', 80)}")],
            Runtimes = [new FoundProgram("crun", "/usr/bin/crun", null), new FoundProgram("crun", "/opt/crun", "1.2")],
            Findings =
            [
                new Finding { Id = "hook-version", State = FindingState.Problem, What = "" },
                new Finding { Id = "hook-version", State = FindingState.Problem, What = "" },
                new Finding { Id = "apparmor", State = FindingState.Warning, What = "" },
                new Finding { Id = "storage-idmap", State = FindingState.Unknown, What = "" },
            ],
        };

        Assert.That(NodeFeatures.Text(report).Split('\n'), Is.EqualTo(new[]
        {
            "oci-idmap-hook.ready=false",
            "oci-idmap-hook.version=0.1.0",
            "oci-idmap-hook.problems=2",
            "oci-idmap-hook.warnings=1",
            "oci-idmap-hook.unknown=1",
            $"oci-idmap-hook.engine-podman=5.8.6_{new string('x', 57)}",
            "oci-idmap-hook.runtime-crun=unknown",
            "oci-idmap-hook.problem-hook-version=true",
            "",
        }));
    }
}
